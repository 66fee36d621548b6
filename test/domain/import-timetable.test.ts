import { readTimetable, TIMETABLE_COLUMNS } from '@domain/office/import-timetable'
import { atLocal } from '@domain/time'

const NOW = atLocal('2026-11-26')
const HEADINGS = TIMETABLE_COLUMNS.map(({ label }) => label)
const EXAMPLE = TIMETABLE_COLUMNS.map(({ example }) => example)
const changed = (changes: Record<number, string>): string[] => EXAMPLE.map((cell, n) => changes[n] ?? cell)
const [TITLE, CATEGORY, PRESET, DATE, STARTS, ENDS, ROOM, TEACHER, CAPACITY, RESERVE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const known = {
  now: NOW,
  offerings: [
    { title: '围棋', archived: false },
    { title: '旧课', archived: true },
  ],
}
const read = (...rows: string[][]) => readTimetable([HEADINGS, ...rows], known)

test('the template with its example is read as it stands', () => {
  const startsAt = atLocal('2026-12-05', 14 * 60 + 30)
  expect(read(EXAMPLE, ['', ''])).toEqual({
    faults: [],
    names: ['二楼小课桌', '李老师'],
    classes: [
      {
        ...{ title: '书法小课桌', category: 'children', preset: 'first-come', minutes: 90 },
        ...{ room: 0, teacher: 1, capacity: 20, reserve: 2 },
      },
    ],
    sessions: [{ class: 0, room: 0, teacher: 1, startsAt, endsAt: startsAt + 90 * 60_000, capacity: 20, reserve: 2 }],
  })
})

test.each([
  [
    'the number of a day, and parts of it',
    { [DATE]: '46361', [STARTS]: '0.604166666666667', [ENDS]: '0.666666666666667' },
  ],
  ['slashes', { [DATE]: '2026/12/5' }],
  ['words', { [DATE]: '2026年12月5日', [STARTS]: '14：30' }],
])('a date that a spreadsheet holds as %s is the same date', (_situation, changes) => {
  expect(read(changed(changes))).toEqual(read(EXAMPLE))
})

test('a known class needs no category, and later rows of a class may have their own room and teacher', () => {
  const { classes, sessions, names, faults } = read(
    changed({ [TITLE]: '围棋', [CATEGORY]: '' }),
    changed({ [TITLE]: '围 棋', [CATEGORY]: '', [DATE]: '2026-12-12', [TEACHER]: '王老师' }),
  )
  expect(faults).toEqual([])
  expect(classes).toMatchObject([{ category: null }])
  expect(sessions.map(({ teacher }) => names[teacher])).toEqual(['李老师', '王老师'])
})

test.each([
  ['no name', { [TITLE]: '' }, '课', '没有写'],
  ['a class that is not offered any more', { [TITLE]: '旧课' }, '课', '已经停了'],
  ['no category for a new class', { [CATEGORY]: '' }, '类别', '新课要写类别'],
  ['a category that is none', { [CATEGORY]: '瑜伽' }, '类别', '要写其中一个'],
  ['a way of booking that is none', { [PRESET]: '抢' }, '怎么约', '要写其中一个'],
  ['a day that no month has', { [DATE]: '2026-02-30' }, '日期', '2026-12-05'],
  ['a day that is over', { [DATE]: '2026-11-25' }, '日期', '已经过了'],
  ['a start in words', { [STARTS]: '下午' }, '开始', '14:30'],
  ['an end before its start', { [ENDS]: '14:00' }, '结束', '要比开始晚'],
  ['no places', { [CAPACITY]: '0' }, '名额', '整数'],
  ['places in words', { [CAPACITY]: '二十' }, '名额', '整数'],
  ['more reserved than there are places', { [RESERVE]: '21' }, '预留', '不能比名额多'],
  ['half a place', { [CAPACITY]: '2.5' }, '名额', '要写 1 到 1000 的整数'],
  ['no number of places', { [CAPACITY]: '' }, '名额', '要写 1 到 1000 的整数'],
  ['too many places', { [CAPACITY]: '1001' }, '名额', '要写 1 到 1000 的整数'],
  ['less than nothing reserved', { [RESERVE]: '-1' }, '预留', '要写 0 到 1000 的整数'],
  ['the day before a month', { [DATE]: '2026-12-00' }, '日期', '2026-12-05'],
  ['a date of another century', { [DATE]: '1926-12-05' }, '日期', '2026-12-05'],
  ['words before the date', { [DATE]: '周六 2026-12-05' }, '日期', '2026-12-05'],
  ['words behind the date', { [DATE]: '2026-12-05 周六' }, '日期', '2026-12-05'],
  ['a long number for a date', { [DATE]: '463610' }, '日期', '2026-12-05'],
  ['no date', { [DATE]: '' }, '日期', '2026-12-05'],
  ['an hour of sixty minutes', { [STARTS]: '13:60' }, '开始', '14:30'],
  ['an hour beyond the day', { [ENDS]: '25:00' }, '结束', '16:00'],
  ['a time with words behind it', { [ENDS]: '16:00 左右' }, '结束', '16:00'],
  ['a time with words before it', { [ENDS]: '约 16:00' }, '结束', '16:00'],
  ['a number that is no part of a day', { [STARTS]: '14.5' }, '开始', '14:30'],
  ['an end at its start', { [ENDS]: '14:30' }, '结束', '要比开始晚'],
  ['a long name of a room', { [ROOM]: '长'.repeat(21) }, '教室', '最多 20 个字'],
  ['a long name of a teacher', { [TEACHER]: '长'.repeat(99) }, '老师', '最多'],
])('a row with %s is marked by row, column and reason', (_situation, changes, column, why) => {
  const { faults } = read(changed({ [TITLE]: '剪纸' }), changed({ [TITLE]: '陶艺', ...changes }))
  expect(faults).toEqual([{ row: 3, column, why: expect.stringContaining(why) }])
})

test('a session that occurs twice, and a class of two categories, are marked', () => {
  expect(read(EXAMPLE, EXAMPLE).faults).toEqual([{ row: 3, column: '开始', why: '和第 2 行重复' }])
  expect(read(EXAMPLE, changed({ [CATEGORY]: '老来乐课堂', [DATE]: '2026-12-12' })).faults).toEqual([
    { row: 3, column: '类别', why: '同一门课前面写的是别的类别' },
  ])
})

test('of a file that is too long, the first row beyond is marked', () => {
  const rows = Array.from({ length: 300 }, (_, n) =>
    changed({
      [DATE]: `2027-0${1 + Math.floor(n / 100)}-${String(1 + (n % 25)).padStart(2, '0')}`,
      [STARTS]: `1${Math.floor((n % 100) / 25)}:00`,
    }),
  )
  expect(read(...rows).faults).toEqual([{ row: 202, column: '课', why: expect.stringContaining('最多 200 场') }])
})

test('the ways in which spreadsheets hold times and categories are read, to the last minute and the last place', () => {
  const { sessions, classes, faults, names } = read(
    changed({
      [TITLE]: 'a',
      [CATEGORY]: '夜校',
      [PRESET]: '',
      [STARTS]: '.9375',
      [ENDS]: '24:00',
      [CAPACITY]: '1000',
      [RESERVE]: '',
    }),
    changed({
      [TITLE]: 'b',
      [DATE]: '46361.0',
      [STARTS]: '9:05:00',
      [ENDS]: '9：06',
      [CAPACITY]: '1',
      [RESERVE]: '1',
      [ROOM]: '长'.repeat(20),
    }),
    changed({ [TITLE]: '旧 课', [DATE]: '2026.12.5' }),
  )
  expect(faults).toEqual([{ row: 4, column: '课', why: '这门课已经停了，先在「课程」里恢复' }])
  const day = atLocal('2026-12-05')
  expect(classes.map(({ title, category, preset, minutes }) => [title, category, preset, minutes])).toEqual([
    ['a', 'night-school', 'first-come', 90],
    ['b', 'children', 'first-come', 1],
  ])
  expect(
    sessions.map(({ startsAt, endsAt, capacity, reserve }) => [startsAt - day, endsAt - day, capacity, reserve]),
  ).toEqual([
    [1350 * 60_000, 1440 * 60_000, 1000, 0],
    [545 * 60_000, 546 * 60_000, 1, 1],
  ])
  expect(names).toEqual(['二楼小课桌', '李老师', '长'.repeat(20)])
  expect(read()).toEqual({ names: [], classes: [], sessions: [], faults: [] })
  // A first row that is no heading is a session.
  expect(readTimetable([EXAMPLE, HEADINGS], known).faults[0]).toMatchObject({ row: 2 })
})

test('a session that begins now is over, and of what cannot be, other reasons are said once', () => {
  expect(readTimetable([EXAMPLE], { ...known, now: atLocal('2026-12-05', 14 * 60 + 30) }).faults).toEqual([
    { row: 1, column: '日期', why: '已经过了' },
  ])
  expect(readTimetable([EXAMPLE], { ...known, now: atLocal('2026-12-05', 14 * 60 + 30) - 1 }).faults).toEqual([])
  const twice = [changed({ [DATE]: '' }), changed({ [DATE]: '' })]
  expect(read(...twice).faults.map(({ column }) => column)).toEqual(['日期', '日期'])
  // A class that was stopped and is offered again is offered.
  const again = { ...known, offerings: [...known.offerings, { title: '旧课', archived: false }] }
  expect(readTimetable([changed({ [TITLE]: '旧课', [CATEGORY]: '' })], again).faults).toEqual([])
})
