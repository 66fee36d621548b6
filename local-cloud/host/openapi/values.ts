/** A count of characters as people see them at most: an emoji of two UTF-16 units is one character. */
const lengthOf = (text: string) => Array.from(text).length

const upTo = (longest: number, pattern: RegExp) => (text: string) => lengthOf(text) <= longest && pattern.test(text)

const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?'
/** Year, month and day, or two of them that are neighbours, in Chinese or with one sign between. */
const DAY = `(?:${['\\d{4}年\\d{1,2}月\\d{1,2}日', '\\d{4}年\\d{1,2}月', '\\d{1,2}月\\d{1,2}日']
  .concat(['-', '/', '\\.'].map(sign => `(?:\\d{4}${sign})?\\d{1,2}${sign}\\d{1,2}|\\d{4}${sign}\\d{1,2}`))
  .join('|')})`
const TIME = new RegExp(`^(?:${DAY} ?)?${CLOCK}(?:~(?:${DAY} ?)?${CLOCK})?$`)
const DATE = new RegExp(`^${DAY}(?: ?${CLOCK})?(?:~(?:${DAY}(?: ?${CLOCK})?|${CLOCK}))?$`)

/**
 * What a value of each field type may be, by the beginning of the field's name.
 * Source: developers.weixin.qq.com, subscribeMessage.send, 订阅消息参数值内容限制说明.
 */
const RULES: Record<string, (text: string) => boolean> = {
  thing: upTo(20, /^[^\r\n]+$/),
  number: upTo(32, /^-?\d+(?:\.\d+)?$/),
  letter: upTo(32, /^[A-Za-z]+$/),
  symbol: upTo(5, /^[\p{P}\p{S}]+$/u),
  character_string: upTo(32, /^[\x20-\x7E]+$/),
  time: text => TIME.test(text),
  date: text => DATE.test(text),
  amount: upTo(12, /^\p{Sc}?\d{1,10}(?:\.\d+)?元?$/u),
  phone_number: upTo(17, /^[\d+\-() ]+$/),
  car_number: upTo(8, /^[\p{Script=Han}A-Za-z\d]+$/u),
  name: text => upTo(10, /^[\p{Script=Han}A-Za-z\p{P} ]+$/u)(text) || upTo(20, /^[A-Za-z\p{P} ]+$/u)(text),
  phrase: upTo(5, /^\p{Script=Han}+$/u),
}

/** Whether WeChat accepts the value in a field of this name, such as `thing1`. A type that is not known takes any text. */
export function isValidValue(field: string, text: string): boolean {
  const type = /^([a-z_]+)\d+$/.exec(field)?.[1] ?? ''
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined
  return text.trim() !== '' && (rule?.(text) ?? true)
}
