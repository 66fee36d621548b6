import { HOUR, MINUTE } from '../time'

/** Enough time to get ready, or to cancel. */
const LEAD = 2 * HOUR
const LATE_LEAD = 30 * MINUTE

/**
 * When a reminder is due, epoch ms: two hours before the start, half an hour for late bookings; null when it is too
 * late for either.
 */
export function reminderDueAt(startsAt: number, now: number): number | null {
  return [startsAt - LEAD, startsAt - LATE_LEAD].find(due => due > now) ?? null
}
