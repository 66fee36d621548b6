import { distanceMetres, sayDistance, sayRoughDistance } from '@domain/places/geo'
import { type OpeningHours, openState } from '@domain/places/opening-hours'

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

  test('a place without hours never opens', () => {
    expect(openState({ week: [], closures: [] }, at('2026-07-15T12:00:00'))).toMatchObject({ opensAt: null })
  })
})

describe('distance', () => {
  test('one degree of latitude is about 111 km', () => {
    const metres = distanceMetres({ longitude: 102.5, latitude: 24 }, { longitude: 102.5, latitude: 25 })
    expect(metres).toBeGreaterThan(111_000)
    expect(metres).toBeLessThan(111_400)
  })

  test.each([
    [3, '10 米'],
    [324, '320 米'],
    [1440, '1.4 公里'],
    [23_400, '23 公里'],
  ])('%d m is formatted as %s', (metres, said) => {
    expect(sayDistance(metres)).toBe(said)
  })
})

test.each([
  [3, '大约 1 公里内'],
  [1000, '大约 1 公里内'],
  [1001, '大约 2 公里内'],
  [23_400, '大约 24 公里内'],
])('%d metres from a rough position are said without false precision: %s', (metres, said) => {
  expect(sayRoughDistance(metres)).toBe(said)
})
