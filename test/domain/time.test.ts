import { execFileSync } from 'node:child_process'
import {
  ageAt,
  atLocal,
  DAY,
  localClock,
  localDate,
  localHour,
  localMonth,
  MINUTE,
  minuteOfDay,
  nextMoment,
  possibleAgesAt,
  sayDate,
  sayDatedSpan,
  sayDay,
  sayLength,
  sayMonthDay,
  sayShortDate,
  saySpan,
  startOfLocalDay,
  weekday,
} from '@domain/time'
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

const at = (text: string) => Date.parse(`${text}+08:00`)

describe('local time of China', () => {
  test('is the same on any machine', () => {
    const late = Date.parse('2026-07-11T16:30:00Z')
    expect(localDate(late)).toBe('2026-07-12')
    expect(localClock(late)).toBe('00:30')
    expect(minuteOfDay(late)).toBe(30)
    expect(weekday(late)).toBe(0)
  })

  test('has months and hours, before 1970 too', () => {
    const late = at('2026-07-31T23:59:59')
    expect([localMonth(late), localHour(late), localMonth(late + 1000), localHour(late + 1000)]).toEqual([
      ...['2026-07', 23, '2026-08', 0],
    ])
    expect([minuteOfDay(at('1969-12-31T06:30:30')), localHour(at('1969-12-31T06:30:30'))]).toEqual([390, 6])
  })

  test('of no moment is said to be none', () => {
    expect([localDate(Number.NaN), localClock(Number.NaN)]).toEqual(['Invalid Date', 'Invalid Date'])
  })

  test('converts date and minutes to a moment and back', () => {
    const start = atLocal('2026-07-12', 9 * 60 + 30)
    expect(start).toBe(at('2026-07-12T09:30:00'))
    expect(startOfLocalDay(start)).toBe(at('2026-07-12T00:00:00'))
    expect(startOfLocalDay(start, 1)).toBe(at('2026-07-13T00:00:00'))
  })
})

describe('in other time zones', () => {
  const script = `
    const time = require('./domain/time.ts')
    const moments = [Date.UTC(2026, 6, 11, 16, 30), Date.UTC(2026, 2, 8, 9, 59), Date.UTC(2026, 10, 1, 5, 59)]
    const facts = moments.map(ms => [
      time.localDate(ms), time.localClock(ms), time.localHour(ms), time.minuteOfDay(ms), time.weekday(ms),
      time.startOfLocalDay(ms), time.startOfLocalDay(ms, 30), time.atLocal(time.localDate(ms), 1260),
      time.saySpan(ms, ms + 5400000, moments[0]), time.sayShortDate(ms), time.ageAt('2018-07', ms),
    ])
    process.stdout.write(JSON.stringify(facts))`
  const inZone = (zone: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
    })

  test.each(['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Auckland', 'Asia/Kolkata'])(
    '%s sees what UTC sees',
    zone => {
      expect(inZone(zone)).toBe(inZone('UTC'))
    },
  )
})

describe('formatting days', () => {
  const now = at('2026-07-08T22:00:00') // a Wednesday
  test.each([
    ['2026-07-07T09:00:00', '昨天'],
    ['2026-07-08T23:59:00', '今天'],
    ['2026-07-09T00:00:00', '明天'],
    ['2026-07-10T09:00:00', '后天'],
    ['2026-07-11T09:00:00', '周六'],
    ['2026-07-14T09:00:00', '周二'],
    ['2026-07-15T09:00:00', '7月15日 周三'],
    ['2026-07-01T09:00:00', '7月1日 周三'],
    ['2027-01-02T09:00:00', '2027年1月2日 周六'],
  ])('%s is formatted as %s', (moment, said) => {
    expect(sayDay(at(moment), now)).toBe(said)
  })

  test.each([
    [0, '0 分钟'],
    [59 * MINUTE, '59 分钟'],
    [60 * MINUTE - 1, '1 小时'],
    [90 * MINUTE, '1 个半小时'],
    [100 * MINUTE, '1 小时 40 分钟'],
    [120 * MINUTE, '2 小时'],
  ])('%i ms are %s', (length, said) => {
    expect(sayLength(length)).toBe(said)
  })

  test('dates of a record and of a list are short', () => {
    expect(sayDatedSpan(at('2026-07-12T14:00:00'), at('2026-07-12T15:30:00'))).toBe('2026-07-12 14:00–15:30')
    expect([sayMonthDay('2026-07-12'), sayShortDate(at('2026-07-12T00:00:00'))]).toEqual(['07/12', '周日 7/12'])
  })

  test('a span contains its day once', () => {
    expect(saySpan(at('2026-07-08T14:00:00'), at('2026-07-08T15:30:00'), now)).toBe('今天 14:00–15:30')
  })
})

describe('age from a birth month', () => {
  test('a birthday counts from the first day of its month', () => {
    expect(ageAt('2018-07', at('2026-06-30T23:59:59'))).toBe(7)
    expect(ageAt('2018-07', at('2026-07-01T00:00:00'))).toBe(8)
    expect(ageAt('2018-07', at('2026-12-31T00:00:00') + DAY)).toBe(8)
    expect(ageAt('2018', at('2026-01-01T00:00:00'))).toBe(8)
  })

  test('in the month of the birthday it is one of two', () => {
    expect(possibleAgesAt('2018-07', at('2026-06-30T23:59:59'))).toEqual({ least: 7, most: 7 })
    expect(possibleAgesAt('2018-07', at('2026-07-01T00:00:00'))).toEqual({ least: 7, most: 8 })
    expect(possibleAgesAt('2018-07', at('2026-08-01T00:00:00'))).toEqual({ least: 8, most: 8 })
  })
})

test('the next of some moments is the first that is not past', () => {
  expect(nextMoment([30, 10, 20], 10)).toBe(20)
  expect(nextMoment([10], 10)).toBeNull()
  expect(nextMoment([], 0)).toBeNull()
})

test('days and ages are those of dayjs, at the ends of 800 months', () => {
  dayjs.extend(utc)
  for (let month = 0; month < 800; month++) {
    const end = dayjs.utc('1960-01-01').add(month, 'month').valueOf() - 8 * 3_600_000
    for (const ms of [end - 1, end]) {
      const there = dayjs.utc(ms + 8 * 3_600_000)
      expect(sayDate(ms)).toBe(there.format('YYYY年M月D日'))
      expect(sayShortDate(ms)).toContain(there.format(' M/D'))
      expect(weekday(ms)).toBe(there.day())
      expect(ageAt('1950-07', ms)).toBe(there.year() - 1950 - (there.month() + 1 < 7 ? 1 : 0))
    }
  }
})
