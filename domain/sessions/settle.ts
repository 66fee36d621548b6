import { MINUTE } from '../time'

/** Scans of the last minute, and doors without a network, get so long to arrive. */
const LATE_SCANS = 30 * MINUTE

/** In a day of seats or rooms, somebody is settled so long after the end of their span at the latest. */
const DAY_ROUND = 30 * MINUTE

/** When it is decided who did not come, epoch ms. */
export function settleDueAt(endsAt: number): number {
  return endsAt + LATE_SCANS
}

/** Bookings that ended before this moment can be settled at `now`. */
export function settledUpTo(now: number): number {
  return now - LATE_SCANS
}

/** When a session is looked at again after it was at `now`; null: all of it is settled. Only a container has a next round. */
export function nextSettleAt(endsAt: number, now: number): number | null {
  const last = settleDueAt(endsAt)
  return now >= last ? null : Math.min(now + DAY_ROUND, last)
}
