import { MINUTE } from '../time'

/** How long after the end scans may still arrive from phones without network. */
const LATE_SCAN_ALLOWANCE = 30 * MINUTE

/** In a day of seats or rooms, no-shows are finalized at least this often. */
const FINALIZE_INTERVAL = 30 * MINUTE

/** When the no-shows of a session are finalized, epoch ms. */
export function finalizeDueAt(endsAt: number): number {
  return endsAt + LATE_SCAN_ALLOWANCE
}

/** No-shows of bookings that ended before this moment can be finalized at `now` (both epoch ms). */
export function finalizableUntil(now: number): number {
  return now - LATE_SCAN_ALLOWANCE
}

/**
 * When a session is due again after a run at `now`; null when it is finalized completely. Only a container is due more
 * than once.
 */
export function nextFinalizeAt(endsAt: number, now: number): number | null {
  const last = finalizeDueAt(endsAt)
  return now >= last ? null : Math.min(now + FINALIZE_INTERVAL, last)
}
