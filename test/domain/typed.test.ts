import { parseDigits } from '@domain/checkin/code'
import { parseDoorCode } from '@domain/checkin/door'
import { matchesQuery } from '@domain/desk/find'
import { codeKey, dialledNumber, digitsIn, lastDigitsOf, nameKey, numberOf, paperEndOf, typedFen } from '@domain/typed'

test.each([
  ['a whole number', '13800005566'],
  ['full-width digits', '１３８００００５５６６'],
  ['spaces', '138 0000 5566'],
  ['full-width spaces', '138　0000　5566'],
  ['a country code', '+86 138-0000-5566'],
  ['a country code in full width', '＋８６１３８００００５５６６'],
  ['brackets', '(+86)13800005566'],
  ['full-width brackets', '（86）13800005566'],
  ['a pasted mark of direction', '\u202D13800005566\u202C'],
  ['long dashes', '138–0000—5566'],
  ['the last four only', '5566'],
])('of a phone number with %s the last four digits count', (_what, typed) => {
  expect(numberOf(typed)).toMatch(/5566$/)
  expect(lastDigitsOf(typed)).toBe('5566')
})

test.each(['', '李秀芳', 'A1', '5566号', '+'])('%j is not a number', typed => {
  expect(numberOf(typed)).toBeNull()
})

test.each([
  ['13800005566', '13800005566'],
  ['+86 138-0000-5566', '13800005566'],
  ['0086１３８００００５５６６', '13800005566'],
  ['（0877）123 4567', '08771234567'],
  ['8612345', '8612345'],
  ['1234', null],
  ['12345', '12345'],
  ['9'.repeat(20), '9'.repeat(20)],
  ['9'.repeat(21), null],
  ['18613800005566', '18613800005566'],
  ['86138000055667', '86138000055667'],
  ['138 0000 5566 晚上打', null],
  ['', null],
])('the number that %j dials is %j', (typed, number) => {
  expect(dialledNumber(typed)).toBe(number)
})

test.each([
  ['236.5', 23_650],
  ['２３６．５０', 23_650],
  ['236。5', 23_650],
  ['￥1,236 元', 123_600],
  ['1,236.50', 123_650],
  [' 0.05', 5],
  ['12', 1200],
  ['12.345', null],
  ['1,23', null],
  ['一百', null],
  ['', null],
])('the amount that is typed as %j is %j fen', (typed, fen) => {
  expect(typedFen(typed)).toBe(fen)
})

test.each([
  ['123X', '123X'],
  ['１２３ｘ', '123X'],
  ['53040219530615 123x', '123X'],
  ['12-34', '1234'],
])('the end of the number of a paper that is typed as %j is %s', (typed, end) => {
  expect(paperEndOf(typed)).toBe(end)
})

test('a code of letters and digits is read however it is typed', () => {
  for (const typed of ['AB2C-d3ef', 'ab2c d3ef', 'ＡＢ２Ｃ　ｄ３ｅｆ', 'ab2c—d3ef'])
    expect(codeKey(typed)).toBe('ab2cd3ef')
})

test('digits are found among anything, and an incomplete number stays incomplete', () => {
  expect(digitsIn('下午 ２：３０')).toBe('230')
  expect(lastDigitsOf('１３')).toBe('13')
})

test.each([
  ['李 秀芳', '李秀芳'],
  ['李　秀芳', '李秀芳'],
  ['Ａｍｙ', 'amy'],
  ['AMY', 'Amy'],
  ['阿依古丽·买买提', '阿依古丽•买买提'],
  ['李\u200B秀芳', '李秀芳'],
  ['小　宝２号', '小宝2号'],
])('%j and %j are one name', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})

test('what a name is stored under does not change', () => {
  expect(nameKey('Ａｍｙ·李 秀芳')).toBe('amy李秀芳')
})

test.each([
  ['李秀芳', '李秀'],
  ['小宝', '小宝2'],
  ['··', '·'],
])('%j and %j are two names', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other))
})

test.each(['12345678', '1234 5678', '１２３４５６７８', '1234　5678', '(1234)-5678'])(
  'the digits of a code are read as they are typed: %j',
  typed => {
    expect(parseDigits(typed)).toBe('12345678')
    expect(parseDoorCode(typed)).toEqual({ kind: 'digits', digits: '12345678' })
  },
)

const guest = { attendees: [{ nickname: '李 秀芳' }], guest: { name: '李 秀芳', lastFour: '5566' } }
const amy = { attendees: [{ nickname: 'Ａｍｙ' }] }
const digits = { attendees: [{ nickname: '0815' }] }

test.each([
  ['the name without its space', guest, '李秀芳'],
  ['the name with another space', guest, '李秀 芳'],
  ['the digits', guest, '5566'],
  ['full-width digits', guest, '５５６６'],
  ['the whole number', guest, '+86 138 0000 5566'],
  ['name and digits', guest, '李秀芳 5566'],
  ['a name in the usual letters', amy, 'amy'],
  ['a name in full-width letters', { attendees: [{ nickname: 'Amy' }] }, 'ａｍ'],
  ['a nickname of four digits', digits, '0815'],
  ['a nickname of four digits in full width', digits, '０８１５'],
])('a booking is found by %s', (_what, booking, query) => {
  expect(matchesQuery(booking, query)).toBe(true)
})

test.each([
  ['other digits', guest, '5567'],
  ['part of the digits', guest, '556'],
  ['the name with other digits', guest, '李秀芳 5567'],
  ['another name with the digits', guest, '王 5566'],
])('a booking is not found by %s', (_what, booking, query) => {
  expect(matchesQuery(booking, query)).toBe(false)
})
