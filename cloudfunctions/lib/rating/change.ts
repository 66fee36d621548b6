import type { CentreStarsDocument, StarRoundDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'
import { revise } from '../kernel/work/revise'

/** Each conflict means that another change of the same document was stored. */
const MAX_ATTEMPTS = 20

/** The id of the rating of a year, and of a centre in it. */
export const roundIdOf = (year: number) => `stars-${year}`
export const starsIdOf = (year: number, centreId: string) => `${year}-${centreId}`

/** The latest rating; null: there was none. */
export async function latestRound(store: Store): Promise<StarRoundDocument | null> {
  const [round] = await store.starrounds.find({ where: {}, sort: [['year', 'desc']], limit: 1 })
  return round ?? null
}

export type StarsChange = Partial<Omit<CentreStarsDocument, '_id' | 'revision'>>

/**
 * Changes a centre's rating by compare-and-set. `decide` returns the fields to replace, or null to change nothing; it throws to
 * refuse. Returns it afterwards. Throws STARS_NOT_FOUND, BUSY.
 */
export function changeStars(
  store: Store,
  starsId: string,
  decide: (stars: CentreStarsDocument) => StarsChange | null,
): Promise<CentreStarsDocument> {
  return revise(store.centrestars, starsId, { missing: 'STARS_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

export type RoundChange = Partial<Pick<StarRoundDocument, 'publishedAt' | 'enrolledTo' | 'assigned' | 'came' | 'dueAt'>>

/** The same for the rating of a year; its rules, deadlines and seed never change. */
export function changeRound(
  store: Store,
  roundId: string,
  decide: (round: StarRoundDocument) => RoundChange | null,
): Promise<StarRoundDocument> {
  return revise(store.starrounds, roundId, { missing: 'STARS_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}
