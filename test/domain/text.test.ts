import { maskName } from '@domain/people/members'
import { charactersOf, cleanText, decodeLink, firstCharacters, isolated, joinNames, lengthOf } from '@domain/text'

const FAMILY = '👨‍👩‍👧‍👦'

test.each([
  ['a plain name', ' 果果 ', '果果'],
  ['a name with many spaces around it', '  \u3000果果  ', '果果'],
  ['a joined emoji', `果果${FAMILY}`, `果果${FAMILY}`],
  ['a heart with its variation', '❤️', '❤️'],
  ['a thumb with its colour', '👍🏽', '👍🏽'],
  ['the flag of a region, which has tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['a digit in a key', '1️⃣', '1️⃣'],
  ['the flag of a country', '🇨🇳', '🇨🇳'],
  ['a variation of the supplement', '果\u{E0100}果', '果果'],
  ['a Mongolian variation', '果\u180B', '果'],
  ['tags without a flag', '果\u{E0067}\u{E007F}', '果'],
  ['characters for private use', '果\uE000\u{F0000}', '果'],
  ['characters that are none', '果\uFFFE', '果'],
  ['a pasted zero-width space', '果\u200B果', '果果'],
  ['a byte order mark', '\uFEFF果果', '果果'],
  ['a joiner between letters', 'a\u200Db', 'ab'],
  ['marks of direction', '\u202E果果\u202C', '果果'],
  ['a soft hyphen', 'ab\u00ADcd', 'abcd'],
  ['a variation without an emoji', '果\uFE0F果', '果果'],
  ['half an emoji behind a name', '果果\uD83D', '果果'],
  ['the other half in front', '\uDC68果果', '果果'],
  ['the lowest and the highest half', '\uD800果\uDFFF', '果'],
  ['a control character', '果\u0007果', '果果'],
  ['line breaks of all kinds', 'a\r\nb\u2028c', 'a\nb\nc'],
  ['a tab', 'a\tb', 'a b'],
  ['a vertical tab and a new page', 'a\vb\fc', 'a b c'],
  ['the letter that a vertical tab is written with', 'aVb', 'aVb'],
  ['a digit in a key without its variation', '1\u20E3', '1\u20E3'],
  ['a return and a next line', 'a\rb\u0085c', 'a\nb\nc'],
  ['blanks of Braille around a name', '\u2800果\u2800果\u2800\u2800', '果\u2800果'],
  ['a family of several colours', '👩🏽\u200D🤝\u200D👨🏿', '👩🏽\u200D🤝\u200D👨🏿'],
  ['a key of a star', '*\uFE0F\u20E3', '*\uFE0F\u20E3'],
])('of %s is kept what can be seen', (_what, text, kept) => {
  expect(cleanText(text)).toBe(kept)
  expect(cleanText(kept)).toBe(kept)
})

test.each([
  '',
  ' \n ',
  '\u3164',
  '\u2800\u2800',
  '\uFE0F',
  '\u200B',
  '\u{E0100}',
  '\u180B',
  '\uE000',
  '\uFFFF',
  '\uD83D',
  '\u115F\u1160',
  '\u2060 \u00AD',
  '\u3000',
])('text that looks blank counts as empty: %j', text => {
  expect(cleanText(text)).toBe('')
})

test('an emoji counts once, however many characters it is made of, and is never cut', () => {
  expect(lengthOf(`果${FAMILY}`)).toBe(2)
  for (const emoji of ['🇨🇳', '1️⃣', '1\u20E3', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']) {
    expect(lengthOf(`果${emoji}${emoji}`)).toBe(3)
    expect(firstCharacters(`${emoji}果`, 1)).toBe(emoji)
    expect(maskName(`${emoji}果`)).toBe(`${emoji}＊`)
  }
  expect(maskName(`${FAMILY}果果`)).toBe(`${FAMILY}＊＊`)
  expect(charactersOf(`果${FAMILY}野🇨🇳。`)).toEqual(['果', FAMILY, '野', '🇨🇳', '。'])
  expect(lengthOf('𠮷野')).toBe(2)
  expect(firstCharacters(`果${FAMILY}果`, 2)).toBe(`果${FAMILY}`)
  expect(firstCharacters('𠮷野家', 1)).toBe('𠮷')
  expect(firstCharacters('果', 5)).toBe('果')
})

test('a name from right to left is isolated from what follows, others are not', () => {
  expect(isolated('أحمد')).toBe('\u2068أحمد\u2069')
  expect(isolated('果果')).toBe('果果')
  expect(joinNames(['果果', 'أحمد', '豆豆'])).toBe('果果、\u2068أحمد\u2069、豆豆')
})

test('a link with a stray % is read as it is', () => {
  expect(decodeLink('a%20b')).toBe('a b')
  expect(decodeLink('100%')).toBe('100%')
  expect(decodeLink('%E4%B8')).toBe('%E4%B8')
})
