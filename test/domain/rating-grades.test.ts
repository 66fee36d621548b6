import { gradesIn, gradesOf } from '@domain/rating/came'
import { VETOES } from '@domain/rating/result'
import { hasReached, monthCountedFrom, monthSpan, PHASE_LABELS, PHASES, spanBefore } from '@domain/rating/round'
import { ratingRulesOf } from '@domain/rating/standards'
import { atLocal, DAY } from '@domain/time'

/** What came of a rating, for offices; and the months and phases that it is made of. */
const RATED = [
  { county: '红塔区', stars: 4 },
  { county: '江川区', stars: 5 },
  { county: '江川区', stars: 3 },
  { county: '江川区', stars: null },
  { county: '红塔区', stars: 4 },
  { county: '江川区', stars: 5 },
] as const

test('what came of a rating is counted by county, in order', () => {
  expect(gradesOf(RATED)).toEqual([
    { county: '江川区', centres: 4, five: 2, four: 0, three: 1 },
    { county: '红塔区', centres: 2, five: 0, four: 2, three: 0 },
  ])
  expect(gradesOf([...RATED].reverse())).toEqual(gradesOf(RATED))
})

test('the city sees all counties together, a county sees its own', () => {
  const came = gradesOf(RATED)
  expect(gradesIn(came, undefined)).toEqual({ centres: 6, five: 2, four: 2, three: 1 })
  expect(gradesIn(came, '红塔区')).toEqual({ centres: 2, five: 0, four: 2, three: 0 })
  expect(gradesIn(came, '通海县')).toEqual({ centres: 0, five: 0, four: 0, three: 0 })
})

test.each([
  [2026, 1, '2025-12-01', '2026-01-01', '2026-02-01'],
  [2026, 2, '2026-01-01', '2026-02-01', '2026-03-01'],
  [2026, 10, '2026-09-01', '2026-10-01', '2026-11-01'],
  [2026, 12, '2026-11-01', '2026-12-01', '2027-01-01'],
])(
  'month %i-%i begins where the one before ends, and is counted four days after its end',
  (year, month, before, from, to) => {
    expect(monthSpan(year, month)).toEqual({ from: atLocal(from), to: atLocal(to) })
    expect(spanBefore(year, month)).toEqual({ from: atLocal(before), to: atLocal(from) })
    expect(monthCountedFrom(year, month)).toBe(atLocal(to) + 4 * DAY)
  },
)

test('each phase is reached when it begins, and has a name of its own', () => {
  expect(PHASES.map(phase => PHASES.filter(other => hasReached(phase, other)).length)).toEqual([1, 2, 3, 4, 5, 6])
  expect(new Set(Object.values(PHASE_LABELS)).size).toBe(PHASES.length)
  for (const label of Object.values(PHASE_LABELS)) expect(label).toMatch(/^[\u4e00-\u9fff]{3,4}$/)
})

test('what takes all stars is said in words, and kept under a name that does not change', () => {
  expect(VETOES).toEqual([
    { id: 'false-check-ins', label: '签到造假' },
    { id: 'food-accident', label: '食品安全事故' },
  ])
})

test('a version that nobody knows is taken for the first', () => {
  expect(ratingRulesOf(99).id).toBe(1)
})
