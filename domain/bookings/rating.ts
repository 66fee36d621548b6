import type { Refusal } from '../errors'
import { DAY } from '../time'

/** The stars that somebody who came can give. */
export const STARS = [1, 2, 3, 4, 5] as const
export type Stars = (typeof STARS)[number]

/** How long after the end a booking can be rated, ms: later nobody remembers it well. */
export const RATE_WITHIN = 30 * DAY

/** How many gave each number of stars. */
export type StarCounts = Record<Stars, number>

/** What the ratings of an offering say together. */
export interface RatingSum {
  /** People who rated it. */
  count: number
  /** The mean of their stars, rounded to tenths. */
  mean: number
}

/** The facts about a booking that decide whether it can be rated. Times are epoch ms. */
export interface RatedFacts {
  status: string
  endsAt: number
  /** Null: nobody was checked in. */
  checkedInAt: number | null
  /** Absent: it is not rated yet. */
  stars?: number | undefined
}

/** Refuses a rating: only who came rates, once, from the end on for some time. Null: it can be rated at `now` (epoch ms). */
export function checkRating({ status, endsAt, checkedInAt, stars }: RatedFacts, now: number): Refusal | null {
  if (status !== 'confirmed' || checkedInAt === null) return { code: 'NOT_ATTENDED', detail: null }
  if (stars !== undefined) return { code: 'ALREADY_RATED', detail: { stars } }
  if (now < endsAt || now >= endsAt + RATE_WITHIN) {
    return { code: 'RATING_CLOSED', detail: { from: endsAt, until: endsAt + RATE_WITHIN } }
  }
  return null
}

/** The sum of ratings; null: nobody has rated. */
export function ratingSumOf(counts: StarCounts): RatingSum | null {
  const count = STARS.reduce((sum, stars) => sum + counts[stars], 0)
  if (count === 0) return null
  const total = STARS.reduce((sum, stars) => sum + stars * counts[stars], 0)
  return { count, mean: Math.round((10 * total) / count) / 10 }
}
