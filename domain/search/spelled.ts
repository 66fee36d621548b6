/** A name with how it sounds, so that it can be found by pinyin. */
export interface Spelled {
  /** Letters, digits and characters only, in lower case: `plainText`. */
  text: string
  /** The pinyin of each character without tones, separated by spaces; a letter or digit stands for itself. */
  sounds: string
}

/** What is compared of a text: characters, letters and digits, in half width and lower case. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether a character is Chinese. */
export function isChinese(character: string): boolean {
  return /\p{Script=Han}/u.test(character)
}
