import { createHmac } from 'node:crypto'
import { GROUP_RULES } from '@domain/participation/group'
import { countComplaints, countGroups } from '@domain/rating/beside'
import {
  type CountedBooking,
  type CountedSession,
  countedAttendance,
  countMonth,
  countSession,
  yearOf,
} from '@domain/rating/counts'
import { figuresOf } from '@domain/rating/figures'
import { recheckSample } from '@domain/rating/recheck'
import { favouredBothWays } from '@domain/rating/reciprocal'
import { areMarksFor, resultOf, toExplain } from '@domain/rating/result'
import { assignReviewers } from '@domain/rating/reviewers'
import { arePossible, monthCountedFrom } from '@domain/rating/round'
import { latestRatingRules, markedStandards } from '@domain/rating/standards'
import { atLocal, DAY, HOUR, MINUTE } from '@domain/time'

/** The edges of what is counted for a rating; that whole years are counted right is tried in `rating.test`. */
const rules = latestRatingRules()
const START = atLocal('2026-07-03', 9 * 60)
const END = START + 90 * MINUTE
const HOURS = { week: [{ weekday: 5, opens: 540, closes: 1080 }], closures: [] }

/** A booking of one person who checked in so many ms after the start; null: did not come. */
function booking(after: number | null, way: 'name' | 'qr' = 'name', by = 'a'): CountedBooking {
  return { partySize: 1, missed: false, checkIn: after === null ? null : { at: START + after, by, way } }
}

function aSession(change: Partial<CountedSession> = {}): CountedSession {
  return {
    ...{ id: 's', kind: 'class', category: 'children', title: '书法', status: 'open', startsAt: START, endsAt: END },
    ...{ capacity: 20, bookings: [booking(0, 'qr')], released: 0, loggedAt: [] },
    ...change,
  }
}

describe('of check-ins that prove little a fifth of the roster counts:', () => {
  const others = (count: number) => Array.from({ length: count }, () => booking(5 * MINUTE, 'qr'))
  const named = (by: string, ...seconds: number[]) => seconds.map(second => booking(second * 1000, 'name', by))
  const attendance = (bookings: CountedBooking[]) => countedAttendance({ bookings, endsAt: END }, rules)

  test.each<[string, CountedBooking[], number]>([
    ['five by name within a minute', named('a', 0, 15, 30, 45, 60), 7],
    ['the same in another order', named('a', 60, 0, 45, 15, 30), 7],
    ['five by name in more than a minute', named('a', 0, 15, 30, 45, 60.001), 10],
    ['five by name in minutes, the last of them recorded before others', named('a', 0, 100, 200, 300, 50), 10],
    ['four by name', [...named('a', 0, 1, 2, 3), ...others(1)], 10],
    ['five by name of two members of staff', [...named('a', 0, 1, 2), ...named('b', 3, 4)], 10],
    ['five by code within a minute', others(5), 10],
  ])('%s', (_what, bookings, counted) => {
    expect(attendance([...bookings, ...others(5)])).toBe(counted)
  })

  test('those by name a while before are not in bulk with them', () => {
    expect(attendance([...named('a', 0, 100, 110, 120, 130, 140), ...others(4)])).toBe(7)
    expect(attendance([...named('a', 0, 10, 20, 30, 40, 140), ...others(4)])).toBe(7)
    expect(attendance([...named('a', 0, 15, 30, 45, 60, 75), ...others(4)])).toBe(6)
  })

  test('after the end of the session, not at it', () => {
    const late = (after: number) => Array.from({ length: 5 }, () => booking(90 * MINUTE + after, 'qr'))
    expect([attendance([...late(1), ...others(5)]), attendance([...late(0), ...others(5)])]).toEqual([7, 10])
  })
})

describe('a check-in is in the published hours', () => {
  const inHours = (at: number, hours: Parameters<typeof countSession>[1] = HOURS) =>
    countSession(aSession({ bookings: [booking(at - START, 'qr')] }), hours, rules).inHours

  test('from their first moment on, until before their last', () => {
    expect([START - 1, START, START + 9 * HOUR - 1, START + 9 * HOUR].map(at => inHours(at))).toEqual([0, 1, 1, 0])
    expect(inHours(START + DAY)).toBe(0)
  })

  test('past midnight too, where the day before lasts so long', () => {
    const night = { week: [{ weekday: 5, opens: 1080, closes: 120 }], closures: [] }
    const at = (minutes: number) => inHours(atLocal('2026-07-04', minutes), night)
    expect([at(0), at(119), at(120)]).toEqual([1, 1, 0])
    expect(inHours(atLocal('2026-07-02', 60), night)).toBe(0)
  })

  test('on no day that was announced to be closed', () => {
    const closed = { ...HOURS, closures: [{ from: '2026-07-03', to: '2026-07-03', reason: '停电' }] }
    expect(inHours(START, closed)).toBe(0)
  })
})

test('a roster is closed in time when the last row is recorded within a day', () => {
  const closed = (at: number) => countSession(aSession({ loggedAt: [END, at] }), HOURS, rules).closed
  expect([closed(END + rules.closedWithin), closed(END + rules.closedWithin + 1)]).toEqual([1, 0])
})

test('each of the five kinds of classes counts, however often it was held, and no other', () => {
  const besides = {
    ...{ stations: 1, visits: 0, stars: 0, ratings: 0, needs: 0, answered: 0, complaints: 0, inTime: 0 },
    ...{ volunteerMinutes: 0, residents: 0, owed: 0, delivered: 0, groups: 0 },
  }
  const held = (...categories: CountedSession['category'][]) =>
    countMonth(
      categories.map(category => aSession({ category })),
      HOURS,
      rules,
      besides,
    )
  const months = [held('children', 'children', 'safety', 'classics'), held('parent-child', 'seniors'), held('holiday')]
  expect(months.map(({ kinds }) => kinds.length)).toEqual([2, 2, 1])
  expect([...yearOf(months).kinds].sort()).toEqual(['children', 'holiday', 'parent-child', 'safety', 'seniors'])
  const stations = months.map((month, n) => ({ ...month, stations: [1, 2, 1][n] ?? 0, groups: [3, 0, 2][n] ?? 0 }))
  expect(yearOf(stations)).toMatchObject({ stations: 2, groups: 3, held: 7 })
})

test('a complaint is answered in time before the midnight after five working days', () => {
  const at = atLocal('2026-07-06', 600)
  const inTime = (answeredAt: number) => countComplaints([{ at, answeredAt }]).inTime
  expect([inTime(atLocal('2026-07-14') - 1), inTime(atLocal('2026-07-14'))]).toEqual([1, 0])
})

test('a group is active by who has joined before a moment, and by what has ended until then', () => {
  const at = atLocal('2026-07-01')
  const { membersLeast, activitiesLeast } = GROUP_RULES
  const count = (joined: number, ended: number) =>
    countGroups(
      [
        {
          ...{ startedAt: at - 90 * DAY, closedAt: 0 },
          joinedAt: [...Array.from({ length: membersLeast - 1 }, () => at - 80 * DAY), joined],
          activities: Array.from({ length: activitiesLeast }, (_, n) => ({
            ...{ sessionId: `s${n}`, title: '合唱', attended: 5, startsAt: 0 },
            endsAt: n === 0 ? ended : at - DAY,
          })),
        },
      ],
      at,
    )
  expect([count(at - 1, at), count(at, at), count(at - 1, at + 1)]).toEqual([1, 0, 0])
})

test('a group counts from its start until it was closed', () => {
  const at = atLocal('2026-07-01')
  const { membersLeast, activitiesLeast } = GROUP_RULES
  const group = {
    joinedAt: Array.from({ length: membersLeast }, () => at - 80 * DAY),
    activities: Array.from({ length: activitiesLeast }, () => ({
      ...{ sessionId: 's', title: '合唱', attended: 5, startsAt: 0, endsAt: at - DAY },
    })),
  }
  const count = (startedAt: number, closedAt: number) => countGroups([{ ...group, startedAt, closedAt }], at)
  expect([count(at - 1, 0), count(at, 0), count(at + 1, 0)]).toEqual([1, 0, 0])
  expect([count(at - 1, at), count(at - 1, at + 1), count(at - 1, at - 1)]).toEqual([1, 1, 0])
})

test('what a centre does not have leaves the denominator: a station, ratings, needs', () => {
  const of = (change: Partial<Parameters<typeof figuresOf>[0]>) => figuresOf({ ...yearOf([]), ...change }, rules)
  expect(of({})).toMatchObject({ riders: null, satisfaction: null, needs: null })
  expect(of({ stations: 1, ratings: 1, needs: 1 })).toMatchObject({
    riders: { part: 0, tenths: 0 },
    satisfaction: { part: 0, whole: 5, tenths: 0 },
    needs: { part: 0, whole: 1, tenths: 0 },
  })
})

describe('a result', () => {
  const marks = Object.fromEntries(markedStandards(rules).map(({ id, points }) => [id, points * 10]))
  const facts = { figures: {}, reviews: [], appraisal: marks, veto: null, overstated: [] }

  test('of nothing is nothing', () => {
    const computed = rules.standards.filter(({ measure }) => measure !== null)
    expect(resultOf({ ...facts, figures: { hours: null } }, { ...rules, standards: computed })).toMatchObject({
      ...{ score: 0, stars: null },
    })
  })

  test('has nothing for what a centre does not have, also when a re-check found less of it', () => {
    const { tenths } = resultOf({ ...facts, figures: { meals: null }, overstated: ['meals'] }, rules)
    expect(tenths.meals).toBeNull()
  })

  test('takes the median of reviews in whichever order they came', () => {
    const reviews = [30, 0, 50].map(safety => ({ ...marks, safety }))
    // 60 % of 50 and 40 % of 30.
    expect(resultOf({ ...facts, reviews }, rules).tenths.safety).toBe(42)
  })

  test('is made of marks from nothing on', () => {
    expect(areMarksFor({ ...marks, safety: 0 }, rules)).toBe(true)
    expect(areMarksFor({ ...marks, safety: -1 }, rules)).toBe(false)
  })

  test('calls for an explanation only of what was marked by both sides', () => {
    expect(toExplain({ safety: 50 }, { tenths: {} }, rules)).toEqual([])
    expect(toExplain({}, { tenths: { safety: 50 } }, rules)).toEqual([])
  })
})

describe('centres that favour each other are found', () => {
  const given = (share: number) => ({
    marks: Object.fromEntries(markedStandards(rules).map(({ id, points }) => [id, (points * share) / 10])),
  })
  const centre = (centreId: string, reviews: Record<string, number>) => ({
    centreId,
    reviews: Object.fromEntries(Object.entries(reviews).map(([by, share]) => [by, given(share)])),
  })
  const favoured = (own: Record<string, number>, other: Record<string, number>) =>
    favouredBothWays(centre('a', own), [centre('b', other)], rules).map(({ centreId }) => centreId)

  test('by the others alone, even if there is one', () => {
    expect(favoured({ b: 90, c: 60 }, { a: 90, c: 60 })).toEqual(['b'])
  })

  test('by the median of the others, in whichever order they came', () => {
    expect(favoured({ b: 95, c: 60, d: 100, e: 60 }, { a: 95, c: 60, d: 100, e: 60 })).toEqual(['b'])
  })
})

test('the centres that are counted again are those with the lowest keyed hashes', () => {
  const ids = Array.from({ length: 60 }, (_, n) => `c${n}`)
  const hash = (id: string) => createHmac('sha256', 'seed.recheck').update(id).digest('hex')
  const expected = [...ids].sort((a, b) => (hash(a) < hash(b) ? -1 : 1)).slice(0, 6)
  expect(recheckSample(ids, 'seed', rules)).toEqual(expected)
})

test('the same seed gives the same reviewers in every release: a call that died is repeated, perhaps by the next one', () => {
  const city = (size: number, counties: number) =>
    Array.from({ length: size }, (_, n) => ({ id: `c${n}`, county: `county ${n % counties}` }))
  const shown = (participants: ReturnType<typeof city>, seed: string) =>
    [...assignReviewers(participants, seed, rules)].map(([id, own]) => `${id}: ${own.join(' ')}`)
  expect(shown(city(7, 3), 'seed')).toEqual([
    'c0: c1 c2',
    'c1: c2 c3',
    'c2: c3 c5',
    'c3: c5 c6',
    'c4: c0 c1',
    'c5: c6 c4',
    'c6: c4 c0',
  ])
  expect(shown(city(17, 1), 'seed').slice(0, 3)).toEqual([
    'c0: c9 c10 c8 c11 c3',
    'c1: c7 c2 c13 c0 c9',
    'c2: c13 c0 c9 c10 c8',
  ])
  const uneven = [...city(9, 1), ...city(20, 4).slice(9)]
  expect(shown(uneven, 'seed').slice(0, 6)).toEqual([
    'c0: c19 c8 c10 c1 c11',
    'c1: c11 c3 c6 c17 c5',
    'c2: c12 c13 c16 c15 c9',
    'c3: c6 c17 c5 c18 c2',
    'c4: c0 c19 c8 c10 c1',
    'c5: c18 c2 c12 c13 c16',
  ])
})

test('deadlines of a round follow each other', () => {
  const start = atLocal('2026-11-01')
  const until = (self: number, mutual: number, county: number, city: number) => ({
    ...{ selfUntil: start + self * DAY, mutualUntil: start + mutual * DAY },
    ...{ countyUntil: start + county * DAY, cityUntil: start + city * DAY },
  })
  const possible = (...days: [number, number, number, number]) => arePossible(until(...days), 2026, start)
  expect(possible(30, 60, 70, 80)).toBe(true)
  expect([possible(60, 60, 70, 80), possible(61, 60, 70, 80)]).toEqual([false, false])
  expect([possible(30, 60, 80, 80), possible(30, 60, 81, 80)]).toEqual([false, false])
  const counted = monthCountedFrom(2026, 12)
  const last = (cityUntil: number) => arePossible({ ...until(30, 60, 63, 0), cityUntil }, 2026, start)
  expect([last(counted), last(counted + 1)]).toEqual([false, true])
})
