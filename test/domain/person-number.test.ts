import { personNumberOf } from '@domain/people/number'

const NUMBER = 'ab2c3d4e5f6gh7jkmnpq'

test.each([
  ['as it is copied', NUMBER],
  ['with spaces around it', `  ${NUMBER}\n`],
  ['in capitals', NUMBER.toUpperCase()],
  ['in groups', 'ab2c 3d4e 5f6g h7jk mnpq'],
  ['with dashes', 'AB2C-3D4E—5F6G-H7JK-MNPQ'],
  ['in full width', 'ａｂ２ｃ３ｄ４ｅ５ｆ６ｇｈ７ｊｋｍｎｐｑ'],
  ['with a pasted mark that cannot be seen', `\u202D${NUMBER}\u202C`],
])('the number of a person is read %s', (_how, typed) => {
  expect(personNumberOf(typed)).toBe(NUMBER)
})

test.each([
  ['nothing', ''],
  ['only what stands between characters', ' - '],
  ['a character too few', NUMBER.slice(1)],
  ['a character too many', `${NUMBER}a`],
  ['a digit that no number has', `${NUMBER.slice(1)}1`],
  ['a name', '王芳'],
  ['a number among other words', `编号${NUMBER}`],
])('%s is not the number of a person', (_what, typed) => {
  expect(personNumberOf(typed)).toBeNull()
})
