import { MINUTE } from '../time'

/** Scans of the last minute, and doors without a network, get so long to arrive. */
const LATE_SCAN_ALLOWANCE = 30 * MINUTE

/** In a day of seats or rooms, somebody is settled so long after the end of their span at the latest. */
const FINALIZE_INTERVAL = 30 * MINUTE

/** When it is decided who did not come, epoch ms. */
export function finalizeDueAt(endsAt: number): number {
  return endsAt + LATE_SCAN_ALLOWANCE
}

/** Bookings that ended before this moment can be settled at `now`. */
export function finalizableUntil(now: number): number {
  return now - LATE_SCAN_ALLOWANCE
}

/** When a session is looked at again after it was at `now`; null: all of it is settled. Only a container has a next round. */
export function nextFinalizeAt(endsAt: number, now: number): number | null {
  const last = finalizeDueAt(endsAt)
  return now >= last ? null : Math.min(now + FINALIZE_INTERVAL, last)
}
