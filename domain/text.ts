/** A character that people see has at most so many UTF-16 units: a family of four has eleven. */
export const UNITS_PER_CHARACTER = 12

/**
 * An emoji of several characters: a flag of two letters; a digit in a key; or parts that are joined by U+200D, such as a family,
 * with their variations and, for the flags of regions, with tags.
 * Source: https://www.unicode.org/reports/tr51/#Definitions
 */
const JOINED =
  /\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3|\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*(?:[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*)*/gu

/**
 * Characters that take no place on the screen, turn the direction of those after them, or look as each phone likes: those for
 * private use, and those that are none.
 */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Co}|\p{Noncharacter_Code_Point}/gu

/** Control characters besides the line break. */
const CONTROL = /[^\P{Cc}\n]/gu

/** A letter of a script that is written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * Text as people type and paste it, without what cannot be seen: zero-width characters, marks of direction, control
 * characters, halves of emoji. Joined emoji stay whole. Empty when nothing would be seen.
 */
export function cleanText(text: string): string {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .replace(CONTROL, '')
  const whole = withoutHalves(lines)
  let clean = ''
  eachPart(
    whole,
    part => {
      clean += part.replace(INVISIBLE, '')
    },
    emoji => {
      clean += emoji
    },
  )
  // U+2800 is a Braille pattern without dots: it looks like a space.
  return clean.replace(/^[\s\u2800]+|[\s\u2800]+$/gu, '')
}

/** How many characters a text has, counting an emoji once where that is possible. */
export function lengthOf(text: string): number {
  return charactersOf(text).length
}

/** The first characters of a text, at most so many; no character is cut in the middle. */
export function firstCharacters(text: string, count: number): string {
  return charactersOf(text).slice(0, count).join('')
}

/** The characters of a text; an emoji is one. */
export function charactersOf(text: string): string[] {
  const pieces: string[] = []
  eachPart(
    text,
    part => pieces.push(...Array.from(part)),
    emoji => pieces.push(emoji),
  )
  return pieces
}

/**
 * A name to be set into a sentence: one written from right to left is isolated, so that what follows, such as 「2 人」,
 * stays behind it.
 */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name
}

/** Several names in a sentence: 果果、豆豆. */
export function joinNames(names: readonly string[]): string {
  return names.map(isolated).join('、')
}

/** The text of a link parameter, decoded; as it is when it cannot be decoded, such as one with a stray `%`. */
export function decodeLink(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Halves of characters that take two units, such as an emoji that was cut in the middle, are left out. */
function withoutHalves(text: string): string {
  return Array.from(text)
    .filter(character => character.length > 1 || character < '\uD800' || character > '\uDFFF')
    .join('')
}

/** Goes through a text in order: its joined emoji, and what stands between them. */
function eachPart(text: string, onPlain: (part: string) => void, onEmoji: (emoji: string) => void): void {
  let at = 0
  text.replace(JOINED, (emoji: string, ...rest: unknown[]) => {
    const index = rest.find((each): each is number => typeof each === 'number') ?? at
    onPlain(text.slice(at, index))
    onEmoji(emoji)
    at = index + emoji.length
    return emoji
  })
  onPlain(text.slice(at))
}
