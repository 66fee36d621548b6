import type { Figures } from './figures'
import { markedStandards, type RatingRules, type Stars } from './standards'

/** Tenths of points by the id of a marked standard. */
export type Marks = Record<string, number>

/** Why a centre gets no stars whatever its score. */
export const VETOES = [
  { id: 'false-check-ins', label: '签到造假' },
  { id: 'food-accident', label: '食品安全事故' },
] as const
export type VetoKind = (typeof VETOES)[number]['id']

/** What decides about a result. */
export interface RatingFacts {
  figures: Figures
  /** Marks of the mutual reviews that came in. */
  reviews: readonly Marks[]
  /** Marks of the office that appraised last. */
  appraisal: Marks
  veto: VetoKind | null
  /** Computed standards of which a re-check has found much less than was counted. */
  overstated: readonly string[]
}

/** A result: the score in tenths of a hundred points, what it is made of, and the stars; null: too low, or a veto. */
export interface RatingResult {
  score: number
  /** Tenths of points by standard; null: it left the denominator. */
  tenths: Record<string, number | null>
  stars: Stars | null
}

/** The result of a centre. */
export function resultOf(
  { figures, reviews, appraisal, veto, overstated }: RatingFacts,
  rules: RatingRules,
): RatingResult {
  const tenths: Record<string, number | null> = {}
  let got = 0
  let possible = 0
  for (const { id, measure, points } of rules.standards) {
    const own = measure === null ? markOf(id, appraisal, reviews, rules) : computedTenths(figures, id, overstated)
    tenths[id] = own
    if (own === null) continue
    got += own
    possible += points * 10
  }
  const score = possible === 0 ? 0 : Math.floor((got * 1000) / possible)
  const stars = veto === null ? (rules.grades.find(({ least }) => score >= least)?.stars ?? null) : null
  return { score, tenths, stars }
}

function computedTenths(figures: Figures, id: string, overstated: readonly string[]): number | null {
  const tenths = figures[id]?.tenths ?? null
  return tenths !== null && overstated.includes(id) ? 0 : tenths
}

/** The tenths of a marked standard: the appraiser's share, and the median of the mutual reviews; half a tenth is rounded up. */
function markOf(id: string, appraisal: Marks, reviews: readonly Marks[], { appraiserShare }: RatingRules): number {
  const own = appraisal[id] ?? 0
  const twice = twiceMedian(reviews.map(marks => marks[id] ?? 0))
  if (twice === null) return own
  return Math.floor((2 * own * appraiserShare + twice * (100 - appraiserShare) + 100) / 200)
}

/** Twice the median, which is a whole number; null: there is none. */
function twiceMedian(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? null : low + high
}

/** The marked standards whose self score is so far from the final one that an explanation is called for. */
export function toExplain(self: Marks, { tenths }: Pick<RatingResult, 'tenths'>, rules: RatingRules): string[] {
  return markedStandards(rules)
    .filter(({ id, points }) => {
      const [own, final] = [self[id], tenths[id] ?? null]
      return own !== undefined && final !== null && Math.abs(own - final) * 100 >= rules.explainFrom * points * 10
    })
    .map(({ id }) => id)
}

/** One mark as it is sent. */
export interface GivenMark {
  id: string
  tenths: number
}

/** Marks by standard; null: one standard was marked twice. */
export function marksOf(given: readonly GivenMark[]): Marks | null {
  const marks = Object.fromEntries(given.map(({ id, tenths }) => [id, tenths]))
  return Object.keys(marks).length === given.length ? marks : null
}

/** Whether marks name exactly the marked standards, each within its points. */
export function areMarksFor(marks: Marks, rules: RatingRules): boolean {
  const marked = markedStandards(rules)
  return (
    Object.keys(marks).length === marked.length &&
    marked.every(({ id, points }) => {
      const own = marks[id]
      return own !== undefined && Number.isInteger(own) && own >= 0 && own <= points * 10
    })
  )
}
