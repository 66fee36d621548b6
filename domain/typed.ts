import { cleanText } from './text'

/*
 * What people type for a number or a name, in one form. Every comparison of typed text, every field of digits and every id
 * that is derived from a name uses these.
 */

/** How many digits at the end of a phone number identify a guest at the desk. */
export const LAST_DIGITS = 4

/** What stands between the digits of numbers: spaces, dashes, brackets, the sign of a country code, dots. */
const BETWEEN_DIGITS = /[\s\-‐-―−+()[\]【】.·,_/]/gu

/** What differs between two ways to write the same name: spaces, and the dot between the parts of a name. */
const BETWEEN_NAMES = /[\s·‧•∙⋅・･.。\-‐-―_]/gu

/** Full-width letters and digits as the usual ones, and nothing that cannot be seen. */
export function usualForm(text: string): string {
  return cleanText(text.normalize('NFKC'))
}

/** All digits of a text, as they are on a number pad: `１３８ 0000` gives `1380000`. */
export function digitsIn(text: string): string {
  return usualForm(text).replace(/\D/g, '')
}

/** The digits of a text that is one number, such as `+86 138-0000-5566`; null when it is anything else, or empty. */
export function numberOf(text: string): string | null {
  const digits = usualForm(text).replace(BETWEEN_DIGITS, '')
  return /^\d+$/.test(digits) ? digits : null
}

/** The last four digits of a phone number, or of what was typed of it; fewer while it is incomplete. */
export function lastDigitsOf(text: string): string {
  return digitsIn(text).slice(-LAST_DIGITS)
}

/** A phone number as it is dialled, however it is typed; a mobile one without the country code. Null when it is none. */
export function dialledNumber(text: string): string | null {
  const digits = numberOf(text)
  if (digits === null) return null
  const number = /^(?:00)?86(1\d{10})$/.exec(digits)?.[1] ?? digits
  return number.length >= 5 && number.length <= 20 ? number : null
}

/** An amount that is typed in yuan, as fen: `236.5`, `２３６．５０`, `￥1,236 元`, `236。5`; null when it is none. */
export function typedFen(text: string): number | null {
  const plain = usualForm(text)
    .replace(/[¥元块\s]/g, '')
    .replace(/。/g, '.')
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
  const [, yuan = '', part = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  return yuan === '' ? null : Number(yuan) * 100 + Number(part.padEnd(2, '0'))
}

/** The last four characters of the number of a paper, of which the last may be an X; of a whole number its end. */
export function paperEndOf(text: string): string {
  return codeKey(text).toUpperCase().slice(-LAST_DIGITS)
}

/** A typed code of letters and digits, in lower case and without what stands between them: `ＡＢ２C-d3` gives `ab2cd3`. */
export function codeKey(text: string): string {
  return usualForm(text).toLowerCase().replace(BETWEEN_DIGITS, '')
}

/** Equal for two ways to write one name: `李 秀芳` and `李秀芳`, `Ａｍｙ` and `amy`. */
export function nameKey(name: string): string {
  const key = usualForm(name).toLowerCase().replace(BETWEEN_NAMES, '')
  // A name of nothing but dots is still a name.
  return key === '' ? usualForm(name) : key
}
