import { atLocal, DAY } from '../time'

/** Deadlines of a round, epoch ms, each the end of its phase. They are fixed when the round is opened. */
export interface Deadlines {
  selfUntil: number
  mutualUntil: number
  countyUntil: number
  cityUntil: number
}

/** Self assessment, mutual review, appraisal by county and by city, everything in, results published. */
export const PHASES = ['self', 'mutual', 'county', 'city', 'closed', 'published'] as const
export type RatingPhase = (typeof PHASES)[number]

/** The Chinese name of each phase. */
export const PHASE_LABELS: Record<RatingPhase, string> = {
  self: '自查自评',
  mutual: '交叉互评',
  county: '县区考评',
  city: '市级考评',
  closed: '等待公布',
  published: '已公布',
}

/** Scans from phones without network arrive later than the day; after that a month is counted. */
const COUNT_AFTER = 4 * DAY

/** The phase of a round at a moment. */
export function ratingPhase(round: Deadlines & { publishedAt: number | null }, now: number): RatingPhase {
  if (round.publishedAt !== null) return 'published'
  if (now < round.selfUntil) return 'self'
  if (now < round.mutualUntil) return 'mutual'
  if (now < round.countyUntil) return 'county'
  return now < round.cityUntil ? 'city' : 'closed'
}

/** Whether a round is in this phase, or has left it behind. */
export function hasReached(phase: RatingPhase, other: RatingPhase): boolean {
  return PHASES.indexOf(phase) >= PHASES.indexOf(other)
}

/**
 * Whether deadlines follow each other, and results come when all months of the year can have been counted, and before the stars of
 * that year are over.
 */
export function arePossible({ selfUntil, mutualUntil, countyUntil, cityUntil }: Deadlines, year: number, now: number) {
  return (
    now < selfUntil &&
    selfUntil < mutualUntil &&
    mutualUntil < countyUntil &&
    countyUntil < cityUntil &&
    cityUntil > monthCountedFrom(year, 12) &&
    // Deadlines are never changed, and no other rating is opened before: a wrong year would keep the city from all of them.
    cityUntil < termOf(year)
  )
}

/** The span of a month, 1 to 12, epoch ms; its end is not included. */
export function monthSpan(year: number, month: number): { from: number; to: number } {
  return { from: firstOf(year, month), to: month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1) }
}

/** The span of the month before. */
export function spanBefore(year: number, month: number): { from: number; to: number } {
  return month === 1 ? monthSpan(year - 1, 12) : monthSpan(year, month - 1)
}

/** When a month can be counted, epoch ms. */
export function monthCountedFrom(year: number, month: number): number {
  return monthSpan(year, month).to + COUNT_AFTER
}

/** Until when the stars of a year stand: the end of the year after it, epoch ms. */
export function termOf(year: number): number {
  return firstOf(year + 2, 1)
}

function firstOf(year: number, month: number): number {
  return atLocal(`${year}-${String(month).padStart(2, '0')}-01`)
}
