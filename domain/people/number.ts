import { codeKey } from '../typed'

/** The number (编号) of a person, in normal form: the id of their account, which they copy from their own page. */
export const PERSON_NUMBER = /^[a-z2-7]{20}$/

/** The longest that people type for a number, with what stands between its characters. */
export const TYPED_PERSON_NUMBER_LENGTH = 64

/** The number of a person in normal form, however it is typed or pasted; null when the text is none. */
export function personNumberOf(text: string): string | null {
  const number = codeKey(text)
  return PERSON_NUMBER.test(number) ? number : null
}
