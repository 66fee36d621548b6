import { firstCharacters } from '../text'
import { localClock, localDate, sayDate } from '../time'

/** What a message says in one part: a text with an optional form of at most five Chinese characters, or a moment (epoch ms). */
export type NoticeValue = string | number | { text: string; short: string }

/** Types of fields that can show a text, and those that can show a moment. */
export const TEXT_TYPES: readonly string[] = ['thing', 'phrase', 'name']
export const TIME_TYPES: readonly string[] = ['time', 'date', 'thing', 'character_string']

/** The type of a template's field: `thing` of `thing1`; empty when the name is none of WeChat's. */
export function fieldType(field: string): string {
  return /^([a-z]+(?:_[a-z]+)*)\d{1,3}$/.exec(field)?.[1] ?? ''
}

/**
 * The value as WeChat accepts it in a field of this type; never empty, because WeChat refuses a message with an empty value.
 * Source of the limits: developers.weixin.qq.com, subscribeMessage.send, 订阅消息参数值内容限制说明.
 */
export function fieldValue(type: string, value: NoticeValue): string {
  if (typeof value === 'number') return momentText(type, value)
  const { text, short } = typeof value === 'string' ? { text: value, short: value } : value
  const line = text.replace(/\s+/g, ' ').trim()
  switch (type) {
    case 'phrase':
      return cut(onlyHan(short), 5) || '看详情'
    case 'name': {
      const letters = line.replace(/[^A-Za-z\p{Script=Han}\p{P} ]/gu, '').trim()
      return cut(letters, /\p{Script=Han}/u.test(letters) ? 10 : 20) || '看详情'
    }
    case 'character_string':
      return cut(line.replace(/[^\x20-\x7E]/g, '').trim(), 32) || '-'
    default:
      return cut(line, 20) || '请点开查看'
  }
}

/** WeChat documents 2019年10月1日 15:01; values with hyphens are refused in fields of a time. */
function momentText(type: string, ms: number): string {
  const day = type === 'character_string' ? localDate(ms) : sayDate(ms)
  return `${day} ${localClock(ms)}`
}

function onlyHan(text: string): string {
  return text.replace(/[^\p{Script=Han}]/gu, '')
}

/**
 * The first characters of a text, none of them cut. WeChat does not say how it counts an emoji, so each counts by its UTF-16
 * units, the largest of the possible counts.
 */
function cut(text: string, longest: number): string {
  let count = longest
  while (firstCharacters(text, count).length > longest) count--
  return firstCharacters(text, count).trim()
}
