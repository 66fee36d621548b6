import {
  decideMark,
  decideShift,
  fitsManual,
  minutesOf,
  outcomeOf,
  type SitedSpan,
  starsOf,
} from '@domain/participation/shift'
import { canGuide, shiftFault } from '@domain/participation/shift-plan'
import { creditShift, needsCall, recentShifts, type TakenShift } from '@domain/participation/volunteer'
import { atLocal, DAY, HOUR } from '@domain/time'
import { runs } from '../depth'
import fc from '../random'

const MONDAY = '2026-07-06'
/** A local moment of Monday, in hours; above 24: of Tuesday. */
const at = (hours: number) => atLocal(MONDAY, hours * 60)
const shift = (from: number, to: number, site = 'here'): SitedSpan => ({ startsAt: at(from), endsAt: at(to), site })

describe('hours that count', () => {
  it.each([
    ['the whole shift', 9, 11, 9, 11, 120],
    ['who comes early and stays on gets the shift', 9, 11, 8.5, 12, 120],
    ['a late start and an early end, rounded down', 9, 11, 9.2, 10.9, 90],
    ['less than a step', 9, 11, 10.8, 11, 0],
    ['a shift that ends at midnight', 22, 24, 22, 24.1, 120],
    ['a shift that ends after midnight', 22, 26, 22.25, 25.5, 195],
    ['a check-in after the end', 9, 11, 11.5, 12, 0],
    ['a check-out that is forgotten ends with the shift', 22, 26, 23, null, 180],
    ['nobody who never came', 9, 11, null, null, 0],
  ])('%s', (_case, from, to, inAt, outAt, minutes) => {
    const pair = { in: inAt === null ? null : at(inAt), out: outAt === null ? null : at(outAt) }
    expect(minutesOf(shift(from, to), pair)).toBe(minutes)
  })

  it('are whole steps, at most those of the shift and of the pair, and at most a step less', () => {
    const minute = fc.integer({ min: 0, max: 36 * 60 })
    fc.assert(
      fc.property(
        minute,
        fc.integer({ min: 1, max: 480 }),
        minute,
        fc.integer({ min: 0, max: 600 }),
        (from, length, into, there) => {
          const span = { startsAt: atLocal(MONDAY, from), endsAt: atLocal(MONDAY, from + length) }
          const pair = { in: atLocal(MONDAY, into), out: atLocal(MONDAY, into + there) }
          // Counted minute by minute, as somebody with a watch would.
          let watched = 0
          for (let m = from; m < from + length; m++) if (m >= into && m < into + there) watched++
          const minutes = minutesOf(span, pair)
          expect(minutes % 15).toBe(0)
          expect(minutes).toBeLessThanOrEqual(watched)
          expect(watched - minutes).toBeLessThan(15)
        },
      ),
      { numRuns: runs({ deep: 2000, byDefault: 200 }) },
    )
  })
})

describe('one more shift', () => {
  it.each([
    ['fits after another at the same place', [shift(9, 11)], shift(11, 13), null],
    ['overlaps', [shift(9, 11)], shift(10, 12), 'SHIFT_CLASH'],
    ['is within the other', [shift(9, 13)], shift(10, 11), 'SHIFT_CLASH'],
    ['has too little rest before another place', [shift(9, 11)], shift(11.25, 13, 'there'), 'SHIFT_CLASH'],
    ['has the rest', [shift(9, 11)], shift(11.5, 13, 'there'), null],
    ['has too little rest across midnight', [shift(22, 24)], shift(24.25, 26, 'there'), 'SHIFT_CLASH'],
    ['makes a day of eight hours', [shift(8, 14)], shift(14, 16), null],
    ['makes a longer day', [shift(8, 14)], shift(14, 16.25), 'DAY_HOURS_FULL'],
    ['is counted on each of its days', [shift(14, 21)], shift(23, 31), null],
    ['makes its second day too long', [shift(26, 33)], shift(22, 26), 'DAY_HOURS_FULL'],
    ['makes its first day too long', [shift(9, 16)], shift(22, 26), 'DAY_HOURS_FULL'],
  ])('%s', (_case, taken, next, code) => {
    expect(decideShift(taken, next)?.code ?? null).toBe(code)
  })
})

test.each([
  ['in', 8.4, null, null, 'early'],
  ['in', 8.5, null, null, null],
  ['in', 11, null, null, 'late'],
  ['in', 10, 9, null, 'twice'],
  ['out', 10, null, null, 'not-in'],
  ['out', 11.9, 9, null, null],
  ['out', 12, 9, null, 'late'],
  ['out', 11, 9, 10, 'twice'],
] as const)('a check-%s at %s after %s and %s: %s', (what, now, inAt, outAt, fault) => {
  const pair = { in: inAt && at(inAt), out: outAt && at(outAt) }
  const refusal = decideMark(what, shift(9, 11), pair, at(now))
  expect(refusal?.detail ?? null).toEqual(fault && { fault })
})

test('outcomes, stars, and the share that is entered by hand', () => {
  expect([outcomeOf({ in: null, out: null }), outcomeOf({ in: 1, out: null }), outcomeOf({ in: 1, out: 2 })]).toEqual([
    'missed',
    'open',
    'done',
  ])
  expect([0, 99.75, 100, 1499, 1500].map(hours => starsOf(hours * 60))).toEqual([
    { stars: 0, next: 6000 },
    { stars: 0, next: 6000 },
    { stars: 1, next: 18_000 },
    { stars: 4, next: 90_000 },
    { stars: 5, next: null },
  ])
  expect([fitsManual(60, 1140, 0), fitsManual(60, 1125, 0), fitsManual(60, 0, 0)]).toEqual([true, false, false])
})

test('the record of a volunteer: hours are set, not added, and absences lead to one call', () => {
  const taken = (endsAt: number, missed = false): TakenShift => {
    const span = { startsAt: endsAt - HOUR, endsAt, site: 'here' }
    return { ...span, state: 'taken', at: 1, minutes: missed ? 0 : null, missed }
  }
  const start = { shifts: { one: taken(at(10)) }, minutes: 300 }
  const once = creditShift(start, 'one', { minutes: 60, missed: false })
  expect(once?.minutes).toBe(360)
  expect(once && creditShift(once, 'one', { minutes: 60, missed: false })).toBeNull()
  expect(once && creditShift(once, 'one', { minutes: 45, missed: false })?.minutes).toBe(345)
  expect(creditShift(start, 'two', { minutes: 60, missed: false })).toBeNull()
  const absent = { one: taken(at(10), true), two: taken(at(10) - 59 * DAY, true) }
  const now = at(12)
  expect([needsCall(absent, now, 0), needsCall(absent, now, at(9)), needsCall(absent, now + 2 * DAY, 0)]).toEqual([
    true,
    false,
    false,
  ])
  expect(
    Object.keys(recentShifts({ ...absent, old: taken(at(10) - 61 * DAY, true), open: taken(at(10) - 61 * DAY) }, now)),
  ).toEqual(['one', 'two', 'open'])
})

test('the plan of a shift: times, its session, and how many a guide has at one time', () => {
  const now = at(0)
  expect([
    shiftFault(shift(9, 9), null, now),
    shiftFault(shift(9, 17.25), null, now),
    shiftFault(shift(-1, 2), null, now),
    shiftFault(shift(9, 11), shift(14.5, 16), now),
    shiftFault(shift(9, 11), shift(12, 14), now),
    shiftFault(shift(22, 30), null, now),
  ]).toEqual(['times', 'times', 'past', 'apart', null, null])
  expect(
    [180 * 24 * HOUR, 180 * 24 * HOUR + 1].map(ahead => shiftFault({ startsAt: ahead, endsAt: ahead + HOUR }, null, 0)),
  ).toEqual([null, 'times'])
  expect(shiftFault({ startsAt: 5, endsAt: HOUR }, null, 5)).toBe('past')
  expect([17, 17.01].map(until => shiftFault(shift(13, until), shift(12, 14), now))).toEqual([null, 'apart'])
  expect([9, 8.99].map(from => shiftFault(shift(from, 11), shift(12, 14), now))).toEqual([null, 'apart'])
  const guided = (from: number, to: number, places: number) => ({ ...shift(from, to), places })
  expect(canGuide([guided(9, 11, 10)], guided(10, 12, 5))).toBe(true)
  expect(canGuide([guided(9, 11, 10)], guided(10, 12, 6))).toBe(false)
  expect(canGuide([guided(9, 11, 10), guided(11, 12, 10)], guided(9, 12, 5))).toBe(true)
  expect(canGuide([guided(9, 11, 10), guided(10, 12, 1)], guided(9, 12, 5))).toBe(false)
  // What is full only before or after the shift does not concern it.
  expect(canGuide([guided(6, 9, 10), guided(7, 9, 9), guided(12, 14, 9), guided(13, 15, 9)], guided(9, 12, 5))).toBe(
    true,
  )
})
