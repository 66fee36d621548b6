import { HOUR, MINUTE } from '../time'

/** Time enough to get ready and to give the place back. */
const LEAD = 2 * HOUR
const LATE_LEAD = 30 * MINUTE

/** When a reminder is due, epoch ms: two hours ahead, half an hour for late bookers, null when it would come too late. */
export function reminderDueAt(startsAt: number, now: number): number | null {
  return [startsAt - LEAD, startsAt - LATE_LEAD].find(due => due > now) ?? null
}
