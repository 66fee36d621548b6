import type { Delivery } from './delivery'
import { type ContestRules, JUDGED_STAGES, type JudgedStage } from './rules'
import type { StageResult } from './score'

/** Results by stage; a stage that the entry has not been through is absent. */
export type StageResults = Partial<Record<JudgedStage, StageResult>>

/** What decides about the place of an entry. */
export interface RankedEntry {
  id: string
  results: StageResults
  delivery: Pick<Delivery, 'people' | 'firstAt'>
  isWithdrawn: boolean
}

/** Where an entry stands. Entries that are equal in everything share a place. */
export interface Place {
  id: string
  place: number
  /** Weighted over all stages, tenths; a stage without a result counts nothing. */
  score: number
}

/**
 * The places of the entries that were not withdrawn, best first. Who came further stands before who did not; ties are decided by
 * effect, by distinct people, and by who started first.
 */
export function placesOf(entries: readonly RankedEntry[], rules: ContestRules): Place[] {
  const keyed = entries
    .filter(({ isWithdrawn, results }) => !isWithdrawn && results.case !== undefined)
    .map(({ id, results, delivery }) => {
      const stages = JUDGED_STAGES.filter(stage => results[stage] !== undefined).length
      const score = weighted(results, rules, 'score')
      const keys = [stages, score, weighted(results, rules, 'effect'), delivery.people, -delivery.firstAt]
      return { id, score, keys }
    })
    .sort((a, b) => compare(a.keys, b.keys) || (a.id < b.id ? -1 : 1))
  const places: Place[] = []
  keyed.forEach(({ id, score, keys }, n) => {
    const before = keyed[n - 1]
    const isEqual = before !== undefined && compare(before.keys, keys) === 0
    places.push({ id, score, place: isEqual ? (places[n - 1]?.place ?? n + 1) : n + 1 })
  })
  return places
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, n) => value !== b[n])
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0)
}

/** Whole tenths, rounded once at the end; a half is rounded up. */
function weighted(results: StageResults, { weights }: ContestRules, part: 'score' | 'effect'): number {
  const sum = JUDGED_STAGES.reduce((total, stage) => total + weights[stage] * (results[stage]?.[part] ?? 0), 0)
  return Math.floor((sum + 50) / 100)
}

/** Who goes on to a stage, by the places so far. Those who share the last place that goes on all do. */
export function goingOn(entries: readonly RankedEntry[], stage: JudgedStage, rules: ContestRules): string[] {
  return placesOf(entries, rules)
    .filter(({ place }) => place <= rules.places[stage])
    .map(({ id }) => id)
}

/**
 * Whose places are awarded: as many of the first as the rules say. Of those who are equal in everything at the last place, the order of
 * the ids decides, which nobody chooses.
 */
export function awardedOf(places: readonly Place[], { award }: ContestRules): Set<string> {
  return new Set(places.slice(0, award?.most ?? 0).map(({ id }) => id))
}

/** The stages of an entry whose sheets are so far apart that somebody must have looked at them. */
export function toLookAt(results: StageResults, { spreadFrom }: ContestRules): JudgedStage[] {
  return JUDGED_STAGES.filter(stage => (results[stage]?.spread ?? 0) >= spreadFrom)
}
