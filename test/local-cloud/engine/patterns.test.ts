/** Regular expressions mean what PCRE makes of them, not what JavaScript would. */
import { compileFilter } from '../../../local-cloud/engine/match/match'

const finds = (pattern: unknown, text: string, options?: string) =>
  compileFilter({ a: { $regex: pattern, ...(options !== undefined && { $options: options }) } })({ a: text })

test.each<[pattern: string, options: string, text: string, found: boolean]>([
  ['^ab', '', 'abc', true],
  ['AB', 'i', 'xabx', true],
  // The end is also before a last line break; with m at every line break, and only at \n.
  ['b$', '', 'ab\n', true],
  ['b$', '', 'ab\n\n', false],
  ['b$', '', 'ab\r\n', false],
  ['a$', 'm', 'a\nb', true],
  ['^b', 'm', 'a\nb', true],
  ['^b', 'm', 'a\rb', false],
  ['^b', 'm', 'a\u2028b', false],
  ['^$', 'm', 'a\n', false],
  ['b\\z', '', 'ab\n', false],
  ['b\\Z', '', 'ab\n', true],
  ['\\Ab', 'm', 'a\nb', false],
  // A dot is everything but \n, and one whole character.
  ['^.$', '', '😀', true],
  ['a.b', '', 'a\rb', true],
  ['a.b', '', 'a\nb', false],
  ['a.b', 's', 'a\nb', true],
  // White space and comments are left out with x.
  ['a b # a comment\n c', 'x', 'abc', true],
  ['a\\ b [ ]', 'x', 'a b ', true],
  // Flags at the start.
  ['(?i)AB', '', 'ab', true],
  ['(?im)^b', '', 'a\nB', true],
  ['(?x) a b', '', 'ab', true],
  ['(?s)a.b', '', 'a\nb', true],
  // Classes hold ASCII.
  ['\\s', '', '\u00a0', false],
  ['\\d', '', '٣', false],
  ['\\w', '', 'é', false],
  ['[\\s\\d]+$', '', '1 2', true],
  ['[\\S]', '', ' ', false],
  ['[^\\w]', '', 'é', true],
  ['[[:alpha:]_]+$', '', 'ab_', true],
  ['[[:digit:]]', '', 'a', false],
  ['[]a]', '', ']', true],
  ['[^]a]', '', 'b', true],
  ['[a\\-z]', '', '-', true],
  ['[\\]]', '', ']', true],
  ['\\h', '', '\u2003', true],
  ['\\R', '', '\r\n', true],
  ['\\Qa.b\\E', '', 'a.b', true],
  ['\\Qa.b\\E', '', 'axb', false],
  ['\\x41', '', 'A', true],
  ['\\x{4e09}', '', '三', true],
  ['\\101', '', 'A', true],
  ['[\\101]', '', 'A', true],
  ['\\p{Han}', '', '三', true],
  ['\\P{L}', '', 'a', false],
  ['\\p{^L}', '', '1', true],
  // Braces that are no count, and other ordinary characters.
  ['a{x}', '', 'a{x}', true],
  ['a{2}', '', 'aa', true],
  ['a{,2}', '', 'a{,2}', true],
  ['a]}', '', 'a]}', true],
  ['a/b"-', '', 'a/b"-', true],
  ['\\-\\/\\"', '', '-/"', true],
  // Groups.
  ['(?:a|b)+c', '', 'abc', true],
  ['(?P<x>a)(?P=x)', '', 'aa', true],
  ["(?'x'a)\\k{x}", '', 'aa', true],
  ['(a)\\1', '', 'aa', true],
  ['a(?#comment)b', '', 'ab', true],
  ['(?<=a)b', '', 'ab', true],
  ['a(?!b)', '', 'ab', false],
  ['a+?b', '', 'aab', true],
  ['\\bb\\b', '', 'a b c', true],
])('/%s/%s in %j: %p', (pattern, options, text, found) => {
  expect(finds(pattern, text, options)).toBe(found)
})

test.each<[pattern: string, message: string]>([
  ['a++', 'possessive'],
  ['(?>a)', 'not offered'],
  ['(?|a)', 'not offered'],
  ['(?R)', 'not offered'],
  ['a(?i)b', 'not offered'],
  ['(*ACCEPT)', 'verbs'],
  ['\\u4e00', 'PCRE does not support'],
  ['[\\u4e00-\\u9fa5]', 'PCRE does not support'],
  ['\\G', 'not offered'],
  ['(', 'invalid'],
  ['a\\', 'at end of pattern'],
  ['[a', 'missing terminating ]'],
  ['*', 'invalid'],
  ['[[:nothing:]]', 'not offered'],
  ['a\0b', 'null byte'],
])('/%s/ is refused', (pattern, message) => {
  expect(() => finds(pattern, 'a')).toThrow(message)
})

test('options stand in one place', () => {
  expect(finds(/AB/i, 'ab')).toBe(true)
  expect(finds(/AB/, 'ab', 'i')).toBe(true)
  expect(() => finds(/AB/i, 'ab', 'm')).toThrow('options set in both')
  expect(() => finds('a', 'a', 'g')).toThrow('invalid flag in regex options: g')
  expect(() => compileFilter({ a: { $options: 'i' } })({})).toThrow('needs a $regex')
})

test('patterns of JavaScript in a filter are read in the same way', () => {
  expect(compileFilter({ a: /b$/ })({ a: 'ab\n' })).toBe(true)
  expect(compileFilter({ a: { $in: [/^x/, 'y'] } })({ a: ['z', 'xy'] })).toBe(true)
  expect(compileFilter({ a: { $not: /^x/ } })({ a: 'y' })).toBe(true)
})
