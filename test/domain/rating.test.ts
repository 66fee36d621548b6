import { countAgreements, countComplaints, countGroups } from '@domain/rating/beside'
import { type CountedSession, countMonth, type MonthCounts, yearOf } from '@domain/rating/counts'
import { figuresOf, tenthsOf } from '@domain/rating/figures'
import { isOverstated, recheckSample } from '@domain/rating/recheck'
import { areMarksFor, type Marks, marksOf, resultOf, toExplain } from '@domain/rating/result'
import { assignReviewers } from '@domain/rating/reviewers'
import { arePossible, monthSpan, ratingPhase, termOf } from '@domain/rating/round'
import { type ComputedStandard, latestRatingRules, markedStandards, ratingRulesOf } from '@domain/rating/standards'
import { atLocal, DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { randomRuns } from '../depth'
import fc from '../random'
import { slowFigures } from './support/slow-rating'

const rules = latestRatingRules()
const YEAR = 2026
const NOTHING = {
  ...{ stations: 0, visits: 0, stars: 0, ratings: 0, needs: 0, answered: 0, complaints: 0, inTime: 0 },
  ...{ volunteerMinutes: 0, residents: 0, owed: 0, delivered: 0, groups: 0 },
}
const HOURS = { week: [1, 2, 3, 4, 5].map(weekday => ({ weekday, opens: 480, closes: 1260 })), closures: [] }

it('has 20 standards in 6 aspects, 100 points, 15 of them computed', () => {
  expect(rules.standards).toHaveLength(20)
  expect(new Set(rules.standards.map(({ id }) => id)).size).toBe(20)
  expect(rules.standards.reduce((sum, { points }) => sum + points, 0)).toBe(100)
  expect(rules.standards.filter(({ measure }) => measure !== null).reduce((sum, { points }) => sum + points, 0)).toBe(
    79,
  )
  const aspects: Record<string, number> = {}
  for (const { aspect, points } of rules.standards) aspects[aspect] = (aspects[aspect] ?? 0) + points
  expect(aspects).toEqual({ basics: 20, politics: 18, services: 22, image: 12, team: 14, residents: 14 })
})

it('leaves out what had no records when its rules were made, and counts a month that lacks them', () => {
  const month = countMonth([], HOURS, rules, { ...NOTHING, complaints: 2, inTime: 1, owed: 4, delivered: 1, groups: 3 })
  expect(figuresOf(yearOf([month]), rules)).toMatchObject({
    ...{ complaints: { part: 1, whole: 2 }, partners: { part: 1, whole: 4 }, groups: { part: 3, tenths: 60 } },
    volunteers: null,
  })
  expect(figuresOf(yearOf([month]), ratingRulesOf(1))).toMatchObject({ complaints: null, partners: null, groups: null })
  const { complaints: _, inTime: __, owed: ___, ...before } = month
  expect(figuresOf(yearOf([before as MonthCounts]), rules)).toMatchObject({ complaints: null, partners: null })
})

const booking = (startsAt: number) =>
  fc.record({
    partySize: fc.integer({ min: 1, max: 4 }),
    missed: fc.boolean(),
    checkIn: fc.option(
      fc.record({
        at: fc.oneof(
          // Seconds apart, in which check-ins by name are in bulk.
          fc.integer({ min: 0, max: 120 }).map(seconds => startsAt + seconds * 1000),
          fc.integer({ min: -30, max: 200 }).map(minutes => startsAt + minutes * MINUTE),
        ),
        by: fc.constantFrom('a', 'b'),
        way: fc.constantFrom('qr' as const, 'name' as const, 'name' as const, 'door' as const),
      }),
      { freq: 4 },
    ),
  })
const session = fc
  .record({ day: fc.integer({ min: 0, max: 364 }), hour: fc.integer({ min: 0, max: 23 }) })
  .chain(({ day, hour }) => {
    const startsAt = atLocal(`${YEAR}-01-01`) + day * DAY + hour * HOUR
    return fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('class' as const, 'class' as const, 'meal' as const),
      category: fc.constantFrom('children' as const, 'seniors' as const, 'holiday' as const, 'classics' as const),
      title: fc.constantFrom('书法小课桌', '主题党日', '红色故事会'),
      status: fc.constantFrom('open' as const, 'open' as const, 'cancelled' as const),
      startsAt: fc.constant(startsAt),
      endsAt: fc.constant(startsAt + 90 * MINUTE),
      capacity: fc.integer({ min: 1, max: 30 }),
      bookings: fc.array(booking(startsAt), { maxLength: 12 }),
      released: fc.integer({ min: 0, max: 3 }),
      loggedAt: fc.array(
        fc.integer({ min: 0, max: 40 }).map(hours => startsAt + hours * HOUR),
        { maxLength: 4 },
      ),
    })
  })
const beside = fc.record({
  stations: fc.integer({ min: 0, max: 2 }),
  visits: fc.integer({ min: 0, max: 90 }),
  stars: fc.integer({ min: 0, max: 50 }),
  ratings: fc.integer({ min: 0, max: 10 }),
  needs: fc.integer({ min: 0, max: 3 }),
  answered: fc.integer({ min: 0, max: 3 }),
  residents: fc.constantFrom(0, 0, 700, 5000),
})
/** A moment of the year; complaints are put where no holiday is near, which the slow count does not know. */
const moment = (first: string, days: number) =>
  fc.integer({ min: 0, max: days * 24 - 1 }).map(hours => atLocal(first) + hours * HOUR)
const complaint = fc
  .record({ at: moment('2026-07-01', 60), days: fc.option(fc.integer({ min: 0, max: 240 }), { freq: 5 }) })
  .map(({ at, days }) => ({ at, answeredAt: days === null ? null : at + days * HOUR }))
const agreement = fc.record({
  month: fc.integer({ min: 0, max: 11 }),
  sessions: fc.integer({ min: 0, max: 4 }),
  held: fc.integer({ min: 0, max: 6 }),
})
const shift = fc.record({ month: fc.integer({ min: 0, max: 11 }), minutes: fc.integer({ min: 0, max: 90_000 }) })
const group = fc.record({
  startedAt: moment('2025-06-01', 400),
  closedAt: fc.oneof(fc.constant(0), moment('2026-02-01', 300)),
  joinedAt: fc.array(moment('2025-06-01', 400), { minLength: 7, maxLength: 14 }),
  activities: fc.array(
    moment('2025-10-01', 450).map(endsAt => ({ ...{ sessionId: 's', title: '', attended: 3 }, startsAt: 0, endsAt })),
    { minLength: 2, maxLength: 12 },
  ),
})
const records = fc.record({
  complaints: fc.array(complaint, { maxLength: 5 }),
  shifts: fc.array(shift, { maxLength: 5 }),
  agreements: fc.array(agreement, { maxLength: 5 }),
  groups: fc.array(group, { maxLength: 5 }),
})

it('computes each standard as an independent slow count of the same records does', () => {
  fc.assert(
    fc.property(
      fc.array(session, { maxLength: 40 }),
      fc.array(beside, { minLength: 12, maxLength: 12 }),
      records,
      (sessions: CountedSession[], months, { complaints, shifts, agreements, groups }) => {
        const spans = months.map((_, n) => monthSpan(YEAR, n + 1))
        const inSpan = (at: number, { from, to }: { from: number; to: number }) => at >= from && at < to
        const counted = months.map((own, n): MonthCounts => {
          const span = spans[n] ?? { from: 0, to: 0 }
          const volunteered = shifts.filter(({ month }) => month === n)
          return countMonth(
            sessions.filter(({ startsAt }) => inSpan(startsAt, span)),
            HOURS,
            rules,
            {
              ...own,
              ...countComplaints(complaints.filter(({ at }) => inSpan(at, span))),
              ...countAgreements(agreements.filter(({ month }) => month === n)),
              volunteerMinutes: volunteered.reduce((sum, { minutes }) => sum + minutes, 0),
              groups: countGroups(groups, span.to),
            },
          )
        })
        const all = { complaints, agreements, groups, shifts: shifts.map(({ minutes }) => minutes) }
        const ends = spans.map(({ to }) => to)
        expect(figuresOf(yearOf(counted), rules)).toEqual(slowFigures(sessions, months, HOURS, { ...all, ends }))
      },
    ),
    randomRuns({ deep: 2000, byDefault: 150 }),
  )
})

describe('points of a figure', () => {
  const scaleOf = (id: string) => (rules.standards.find(one => one.id === id) as ComputedStandard).scale
  test.each([
    ['hours', 95, 100, 60],
    ['hours', 94, 100, 59],
    ['hours', 0, 100, 0],
    ['held', 0, 0, 0],
    ['themed', 12, 12, 60],
    ['themed', 11, 12, 55],
    ['themed', 40, 12, 60],
    ['no-shows', 15, 100, 30],
    ['no-shows', 0, 100, 30],
    ['no-shows', 28, 100, 14],
    ['no-shows', 40, 100, 0],
    ['no-shows', 90, 100, 0],
  ])('%s, %i of %i, are %i tenths', (id, part, whole, tenths) => {
    const full = (rules.standards.find(one => one.id === id)?.points ?? 0) * 10
    expect(tenthsOf({ part, whole }, scaleOf(id), full)).toBe(tenths)
  })
})

describe('a result', () => {
  const full: Marks = Object.fromEntries(markedStandards(rules).map(({ id, points }) => [id, points * 10]))
  const none: Marks = Object.fromEntries(markedStandards(rules).map(({ id }) => [id, 0]))
  const facts = { figures: {}, reviews: [], appraisal: full, veto: null, overstated: [] }

  it('leaves what a centre does not have out of the denominator', () => {
    expect(resultOf(facts, rules)).toMatchObject({ score: 1000, stars: 5 })
    const figures = { hours: { part: 1, whole: 2, tenths: 0 }, meals: null }
    // 210 of 210 + 60 tenths.
    expect(resultOf({ ...facts, figures }, rules)).toMatchObject({
      score: 777,
      stars: 3,
      tenths: { meals: null, hours: 0 },
    })
  })

  it('takes 60 per cent of the appraiser and 40 of the median of the reviews', () => {
    const reviews = [none, none, { ...full, safety: 50 }, full, full]
    expect(resultOf({ ...facts, appraisal: none, reviews }, rules).tenths).toMatchObject({ safety: 20, visit: 12 })
    expect(resultOf({ ...facts, reviews: [none, none, full] }, rules).tenths.safety).toBe(30)
    // Two reviews: the median is 25, 60 % of 11 and 40 % of 25 are 16.6.
    const two = [
      { ...full, safety: 20 },
      { ...full, safety: 30 },
    ]
    expect(resultOf({ ...facts, appraisal: { ...full, safety: 11 }, reviews: two }, rules).tenths.safety).toBe(17)
  })

  it.each([
    [900, 5],
    [899, 4],
    [800, 4],
    [799, 3],
    [700, 3],
    [699, null],
  ])('of %i tenths has %s stars', (score, stars) => {
    const figures = { hours: { part: 0, whole: 1, tenths: 0 } }
    const one = { ...rules, standards: [{ ...(rules.standards[0] as ComputedStandard), points: 100 }] }
    const figure = { ...figures.hours, tenths: score }
    expect(resultOf({ ...facts, figures: { hours: figure } }, one)).toMatchObject({ score, stars })
  })

  it('gives nothing for what a re-check has found much less of', () => {
    const figures = { hours: { part: 100, whole: 100, tenths: 60 } }
    expect(resultOf({ ...facts, figures, overstated: ['hours'] }, rules)).toMatchObject({ tenths: { hours: 0 } })
    expect([95, 94, 100, 120].map(found => isOverstated({ part: 100 }, found, rules))).toEqual([
      false,
      true,
      false,
      false,
    ])
    expect(isOverstated({ part: 0 }, 0, rules)).toBe(false)
  })

  it('re-checks a tenth of the centres, the same from the same seed', () => {
    const ids = Array.from({ length: 41 }, (_, n) => `c${n}`)
    const sample = recheckSample(ids, 'seed', rules)
    expect(sample).toHaveLength(5)
    expect(recheckSample([...ids].reverse(), 'seed', rules)).toEqual(sample)
    expect(recheckSample(ids, 'other', rules)).not.toEqual(sample)
  })

  it('has no stars after a veto', () => {
    expect(resultOf({ ...facts, veto: 'food-accident' }, rules)).toMatchObject({ score: 1000, stars: null })
  })

  it('asks for an explanation from a fifth of the points on', () => {
    const { tenths } = resultOf(facts, rules)
    expect(toExplain({ ...full, safety: 40, visit: 25 }, { tenths }, rules)).toEqual(['safety'])
  })

  it('takes marks for exactly the marked standards, once each, within their points', () => {
    const twice = [{ id: 'safety', tenths: 1 }]
    expect(marksOf(twice)).toEqual({ safety: 1 })
    expect(marksOf([...twice, ...twice])).toBeNull()
    expect(areMarksFor(full, rules)).toBe(true)
    expect(areMarksFor({ ...full, safety: 51 }, rules)).toBe(false)
    expect(areMarksFor({ ...full, hours: 10 }, rules)).toBe(false)
    expect(areMarksFor({ safety: 10 }, rules)).toBe(false)
    expect(areMarksFor({ ...full, safety: 1.5 }, rules)).toBe(false)
  })
})

describe('mutual reviewers', () => {
  /** Cities whose largest county has at most two fifths of the centres. */
  const city = fc
    .record({ sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 4, maxLength: 9 }), seed: fc.uuid() })
    .filter(({ sizes }) => {
      const all = sizes.reduce((sum, size) => sum + size, 0)
      return all >= 16 && Math.max(...sizes) * 5 <= all * 2
    })
    .map(({ sizes, seed }) => ({
      seed,
      centres: sizes.flatMap((size, county) =>
        Array.from({ length: size }, (_, n) => ({ id: `c${county}-${n}`, county: `county ${county}` })),
      ),
    }))

  it('are five from three counties, as many for each, without rings of two or three, the same from the same seed', () => {
    fc.assert(
      fc.property(city, ({ centres, seed }) => {
        const assigned = assignReviewers(centres, seed, rules)
        const countyOf = new Map(centres.map(({ id, county }) => [id, county]))
        const reviewers = (id: string) => assigned.get(id) ?? []
        const load = new Map<string, number>()
        // Collected, because an expectation for each pair takes longer than the assignment.
        const faults: string[] = []
        for (const { id } of centres) {
          const own = reviewers(id)
          if (new Set(own).size !== 5 || own.includes(id)) faults.push(`${id}: ${own}`)
          if (new Set(own.map(one => countyOf.get(one))).size < 3) faults.push(`counties of ${id}`)
          for (const first of own) {
            load.set(first, (load.get(first) ?? 0) + 1)
            for (const second of reviewers(first))
              if (second === id || reviewers(second).includes(id)) faults.push(`ring ${id} ${first} ${second}`)
          }
        }
        expect(faults).toEqual([])
        expect([...load.values()].every(count => count === 5)).toBe(true)
        expect(assignReviewers([...centres].reverse(), seed, rules)).toEqual(assigned)
      }),
      randomRuns({ deep: 1000, byDefault: 150 }),
    )
  })

  it.each([
    [1, 0],
    [3, 0],
    [4, 1],
    [7, 2],
    [15, 4],
    [16, 5],
  ])('of a city of %i centres are %i for each', (size, each) => {
    const centres = Array.from({ length: size }, (_, n) => ({ id: `c${n}`, county: `county ${n % 3}` }))
    const assigned = assignReviewers(centres, 'seed', rules)
    expect([...assigned.values()].map(({ length }) => length)).toEqual(centres.map(() => each))
  })

  it('are also assigned in a city of one county', () => {
    const centres = Array.from({ length: 20 }, (_, n) => ({ id: `c${n}`, county: 'one' }))
    expect([...assignReviewers(centres, 'seed', rules).values()].every(({ length }) => length === 5)).toBe(true)
  })
})

describe('a round', () => {
  const start = atLocal('2026-11-01')
  const deadlines = {
    selfUntil: start + 30 * DAY,
    mutualUntil: start + 60 * DAY,
    countyUntil: start + 70 * DAY,
    cityUntil: start + 80 * DAY,
  }
  test.each([
    [0, 'self'],
    [30, 'mutual'],
    [60, 'county'],
    [70, 'city'],
    [80, 'closed'],
  ])('is on day %i in phase %s', (day, phase) => {
    expect(ratingPhase({ ...deadlines, publishedAt: null }, start + day * DAY)).toBe(phase)
    expect(ratingPhase({ ...deadlines, publishedAt: start }, start + day * DAY)).toBe('published')
  })

  it('needs deadlines one after the other, the last after the year has been counted', () => {
    expect(arePossible(deadlines, YEAR, start)).toBe(true)
    expect(arePossible(deadlines, YEAR, deadlines.selfUntil)).toBe(false)
    expect(arePossible({ ...deadlines, countyUntil: deadlines.mutualUntil }, YEAR, start)).toBe(false)
    expect(arePossible(deadlines, YEAR + 1, start)).toBe(false)
    expect(arePossible({ ...deadlines, cityUntil: termOf(YEAR) - 1 }, YEAR, start)).toBe(true)
    expect(arePossible({ ...deadlines, cityUntil: termOf(YEAR) }, YEAR, start)).toBe(false)
  })

  it('gives stars until the end of the next year', () => {
    expect(localDate(termOf(YEAR) - 1)).toBe('2027-12-31')
  })
})
