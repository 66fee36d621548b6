import { distanceMetres, sayDistance, sayRoughDistance } from '@domain/places/geo'
import { type OpeningHours, openState } from '@domain/places/opening-hours'
import { DAY } from '@domain/time'
import { sayUntil, sayWeek } from '@/features/centres/hours'

const at = (text: string) => Date.parse(`${text}+08:00`)

describe('opening hours', () => {
  const hours: OpeningHours = {
    // Tuesday to Sunday, 9:00 to 21:00.
    week: [0, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 540, closes: 1260 })),
    closures: [{ from: '2026-07-15', to: '2026-07-16', reason: '设备检修' }],
  }

  test('open until the end of the day', () => {
    expect(openState(hours, at('2026-07-12T09:00:00'))).toEqual({ open: true, closesAt: at('2026-07-12T21:00:00') })
    expect(openState(hours, at('2026-07-12T20:59:59'))).toMatchObject({ open: true })
  })

  test('a closed place says when it opens next, skipping a day without hours', () => {
    expect(openState(hours, at('2026-07-12T21:00:00'))).toEqual({
      open: false,
      opensAt: at('2026-07-14T09:00:00'),
      reason: null,
    })
    expect(openState(hours, at('2026-07-12T08:00:00'))).toMatchObject({ opensAt: at('2026-07-12T09:00:00') })
  })

  test('a closure has a reason and is skipped', () => {
    expect(openState(hours, at('2026-07-15T12:00:00'))).toEqual({
      open: false,
      opensAt: at('2026-07-17T09:00:00'),
      reason: '设备检修',
    })
  })

  test.each([
    ['closing is written as a time of the next day', 120],
    ['closing is counted on from midnight', 1560],
  ])('hours that pass midnight run on: at five past twelve people still come in (%s)', (_, closes) => {
    const night: OpeningHours = { week: [{ weekday: 0, opens: 1080, closes }], closures: [] }
    const open = { open: true, closesAt: at('2026-07-13T02:00:00') }
    expect(openState(night, at('2026-07-12T18:00:00'))).toEqual(open)
    expect(openState(night, at('2026-07-12T23:59:59'))).toEqual(open)
    expect(openState(night, at('2026-07-13T00:05:00'))).toEqual(open)
    expect(openState(night, at('2026-07-13T02:00:00'))).toMatchObject({ opensAt: at('2026-07-19T18:00:00') })
    // Monday has no hours of its own, nor has the early Sunday.
    expect(openState(night, at('2026-07-12T00:05:00'))).toMatchObject({ opensAt: at('2026-07-12T18:00:00') })
  })

  test.each([1440, 0])('a place that is open around the clock does not close at midnight (to %d)', closes => {
    const always = { week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 0, closes })), closures: [] }
    const late = openState(always, at('2026-07-12T23:40:00'))
    expect(late).toMatchObject({ open: true })
    expect(late.open && late.closesAt - at('2026-07-12T23:40:00')).toBeGreaterThan(7 * DAY)
    // It closes where a closure begins, and opens where it ends.
    const closures = [{ from: '2026-07-14', to: '2026-07-14', reason: '停电' }]
    expect(openState({ ...always, closures }, at('2026-07-12T23:40:00'))).toEqual({
      open: true,
      closesAt: at('2026-07-14T00:00:00'),
    })
    expect(openState({ ...always, closures }, at('2026-07-14T12:00:00'))).toEqual({
      open: false,
      opensAt: at('2026-07-15T00:00:00'),
      reason: '停电',
    })
  })

  test('a closure closes the hours that begin on its days, and not the night before', () => {
    const bar: OpeningHours = {
      week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 1080, closes: 120 })),
      closures: [{ from: '2026-07-15', to: '2026-07-15', reason: '检修' }],
    }
    expect(openState(bar, at('2026-07-15T01:00:00'))).toEqual({ open: true, closesAt: at('2026-07-15T02:00:00') })
    expect(openState(bar, at('2026-07-16T01:00:00'))).toMatchObject({ opensAt: at('2026-07-16T18:00:00') })
  })

  test('a place without hours never opens', () => {
    expect(openState({ week: [], closures: [] }, at('2026-07-15T12:00:00'))).toMatchObject({ opensAt: null })
  })
})

describe('opening hours in words', () => {
  const now = at('2026-07-12T23:40:00')
  test.each([
    ['2026-07-12T23:50:00', '今天到 23:50'],
    ['2026-07-13T00:00:00', '今天到 24:00'],
    ['2026-07-13T02:00:00', '到明天 02:00'],
    ['2026-07-20T00:00:00', '夜里也开着'],
  ])('open until %s: %s', (closesAt, said) => {
    expect(sayUntil(at(closesAt), now)).toBe(said)
  })

  test('a week says the hours that pass midnight, and those around the clock', () => {
    const week = [
      { weekday: 1, opens: 540, closes: 1260 },
      { weekday: 2, opens: 1080, closes: 120 },
      { weekday: 3, opens: 0, closes: 1440 },
      { weekday: 4, opens: 0, closes: 0 },
    ]
    expect(sayWeek(week)).toEqual([
      { days: '周一', hours: '09:00–21:00' },
      { days: '周二', hours: '18:00–次日 02:00' },
      { days: '周三至周四', hours: '全天' },
      { days: '周五至周日', hours: '休息' },
    ])
  })
})

describe('distance', () => {
  test('one degree of latitude is about 111 km', () => {
    const metres = distanceMetres({ longitude: 102.5, latitude: 24 }, { longitude: 102.5, latitude: 25 })
    expect(metres).toBeGreaterThan(111_000)
    expect(metres).toBeLessThan(111_400)
  })

  test('a degree of longitude is shorter the farther one is from the equator', () => {
    const at = (latitude: number) => distanceMetres({ longitude: 102, latitude }, { longitude: 103, latitude })
    expect(Math.round(at(0) / 1000)).toBe(111)
    expect(Math.round(at(24.3) / 1000)).toBe(101)
    expect(Math.round(at(60) / 1000)).toBe(56)
  })

  test.each([
    [999, '1000 米'],
    [1000, '1.0 公里'],
    [10_000, '10 公里'],
    [3, '10 米'],
    [324, '320 米'],
    [1440, '1.4 公里'],
    [23_400, '23 公里'],
  ])('%d m is formatted as %s', (metres, said) => {
    expect(sayDistance(metres)).toBe(said)
  })
})

test.each([
  [3, '大约 5 公里内'],
  [5000, '大约 5 公里内'],
  [5001, '大约 10 公里内'],
  [23_400, '大约 25 公里内'],
])('%d metres from a rough position are said without false precision: %s', (metres, said) => {
  expect(sayRoughDistance(metres)).toBe(said)
})
