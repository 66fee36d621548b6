import { mondayOf, weekDays } from '@domain/classes/week'
import { clustersOf, middleOf, pixelOf, reachFor } from '@domain/places/clusters'
import { ringLabelAt } from '@domain/places/ring-label'
import { atLocal, DAY, localDate } from '@domain/time'
import { aSession } from '../../worlds/fixtures/index'

/** What a map and a calendar of a week show. */

const MIDDLE = { longitude: 102.5, latitude: 24.3 }
const at = (id: string, east: number, north: number) => ({
  id,
  location: {
    longitude: MIDDLE.longitude + east / (111_195 * Math.cos((MIDDLE.latitude * Math.PI) / 180)),
    latitude: MIDDLE.latitude + north / 111_195,
  },
})
const FRAME = { middle: MIDDLE, metresPerPixel: 10 }
const SIZE = { width: 300, height: 300, apart: 40 }
const idsOf = (...spots: Parameters<typeof clustersOf>[0]) =>
  clustersOf(spots, FRAME, SIZE).map(({ items }) => items.map(({ id }) => id).join('+'))

test('a place is drawn to the right for east and up for north, to scale', () => {
  const { x, y } = pixelOf(FRAME, at('a', 500, 300).location)
  expect([Math.round(x), Math.round(y)]).toEqual([50, -30])
})

test.each([
  ['two that would cover each other are one mark', [at('a', 0, 0), at('b', 390, 0)], ['a+b']],
  ['two that do not are two', [at('a', 0, 0), at('b', 410, 0)], ['a', 'b']],
  ['what is beyond the edge is not drawn', [at('a', 0, 0), at('b', 1600, 0)], ['a']],
  ['what is beyond the upper edge is not drawn', [at('a', 0, 1400), at('b', 0, 1600), at('c', 0, -1600)], ['a']],
  ['two that are side by side but far above each other are two', [at('a', 0, 0), at('b', 0, 410)], ['a', 'b']],
  ['two on both sides of the middle are two', [at('a', -300, -300), at('b', 300, 300)], ['a', 'b']],
  ['the first mark in reach takes a spot', [at('a', 0, 0), at('b', 600, 0), at('c', 300, 0)], ['a+c', 'b']],
])('%s', (_, spots, clusters) => {
  expect(idsOf(...spots)).toEqual(clusters)
})

test('a mark stands in the middle of its spots, wherever on the map', () => {
  const spots = [at('a', 600, 300), at('b', 780, 480), at('c', 900, 300)]
  const [mark, ...others] = clustersOf(spots, FRAME, SIZE)
  expect(others).toEqual([])
  expect([mark?.x, mark?.y].map(value => Math.round(value ?? 0))).toEqual([76, -36])
})

test('a map opens on the nearest places, or on all there are', () => {
  const spots = [at('a', 100, 0), at('b', 900, 0), at('c', 30_000, 0)]
  expect([1, 2, 3, 8].map(least => reachFor(spots, MIDDLE, least))).toEqual([500, 1000, 50_000, 50_000])
  expect(reachFor([], MIDDLE, 8)).toBe(500)
  expect(reachFor([...spots].reverse(), MIDDLE, 1)).toBe(500)
  expect(reachFor([at('far', 300_000, 0)], MIDDLE, 1)).toBe(100_000)
  expect(
    middleOf([at('a', 0, 100), at('b', 0, -100), at('c', 0, 300)].map(({ location }) => location))?.latitude,
  ).toBeCloseTo(at('d', 0, 100).location.latitude)
  expect(middleOf([])).toBeNull()
  expect(middleOf([at('a', 100, 0), at('b', -100, 0)].map(({ location }) => location))?.longitude).toBeCloseTo(102.5)
})

test('a week begins on Monday, and shows the days that are not over, also those without a class', () => {
  const sunday = atLocal('2026-11-29', 20 * 60)
  expect([0, 1].map(ahead => localDate(mondayOf(sunday, ahead)))).toEqual(['2026-11-23', '2026-11-30'])
  const friday = atLocal('2026-11-27', 9 * 60)
  const session = aSession(friday, { startsAt: friday + DAY }) as never
  const days = weekDays([session], mondayOf(friday), friday)
  expect(days.map(({ day, sessions }) => [localDate(day), sessions.length])).toEqual([
    ['2026-11-27', 0],
    ['2026-11-28', 1],
    ['2026-11-29', 0],
  ])
  const midnight = atLocal('2026-11-28')
  expect(weekDays([], mondayOf(midnight), midnight).map(({ day }) => localDate(day))).toEqual([
    ...['2026-11-28', '2026-11-29'],
  ])
})

test('the label of a ring stands where no mark is, at the bottom if it can', () => {
  expect(ringLabelAt(100, [], 44)).toEqual({ x: expect.closeTo(0), y: expect.closeTo(100) })
  const marks = [
    { x: 0, y: 100 },
    { x: -70, y: 70 },
  ]
  const label = ringLabelAt(100, marks, 44)
  for (const { x, y } of marks) expect(Math.hypot(label.x - x, label.y - y)).toBeGreaterThanOrEqual(44)
  // Everywhere is a mark: where it is farthest.
  const crowd = [90, 120, 60, 135, 45, 270].map(angle => ({
    x: 100 * Math.cos((angle / 180) * Math.PI),
    y: 100 * Math.sin((angle / 180) * Math.PI),
  }))
  expect(ringLabelAt(100, crowd, 90)).toEqual({ x: expect.closeTo(-70.7, 1), y: expect.closeTo(-70.7, 1) })
})
