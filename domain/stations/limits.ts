import { type Refusal, refuse } from '../errors'
import { HOUR, MINUTE } from '../time'

/** How long a seat is kept for somebody who has not scanned the code at the door yet, ms. */
export const HOLD = 10 * MINUTE

/** A person took a seat at `at` (epoch ms); `held`: without the code at the door. */
export interface Sit {
  at: number
  held: boolean
}

/** How many seats a person may take within a time, ms. `held`: only those without the code at the door. */
export const SEAT_LIMITS: readonly { held: boolean; most: number; within: number }[] = [
  { held: true, most: 3, within: 2 * HOUR },
  { held: false, most: 12, within: HOUR },
]

const LONGEST = Math.max(...SEAT_LIMITS.map(({ within }) => within))

/** The sits that still count at `now` (epoch ms). */
export function recentSits(sits: readonly Sit[], now: number): Sit[] {
  return sits.filter(({ at }) => at > now - LONGEST)
}

/**
 * The sits that still count at `now`, those up to `until` (both epoch ms) with one moment for all, which joins them to no visit:
 * the end of that hour (`mergedAt`).
 */
export function mergedSits(sits: readonly Sit[], until: number, now: number): { sits: Sit[]; mergedAt: number } {
  const mergedAt = Math.ceil(until / HOUR) * HOUR
  const merge = ({ at, held }: Sit) => ({ at: at <= until ? mergedAt : at, held })
  return { sits: recentSits(sits, now).map(merge), mergedAt }
}

/** Why a person who took these seats cannot take another one at `now` (epoch ms); null when they can. */
export function decideSitAgain(now: number, sits: readonly Sit[], held: boolean): Refusal | null {
  for (const limit of SEAT_LIMITS) {
    if (limit.held && !held) continue
    const counted = sits.filter(sit => sit.at > now - limit.within && (sit.held || !limit.held))
    if (counted.length < limit.most) continue
    const [first] = counted
      .map(({ at }) => at)
      .sort((a, b) => a - b)
      .slice(-limit.most)
    return refuse('SEAT_LIMIT', { from: (first ?? now) + limit.within, held: limit.held })
  }
  return null
}
