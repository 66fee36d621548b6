import { LONGEST_SESSION } from '@domain/sessions/change'
import type { SessionDocument } from '../kernel/store/documents'
import { both, gt, gte, lt, type Where } from '../kernel/store/port'

/**
 * The sessions that take place at any moment from `from` until `to`, whenever they began: one from 23:00 to 01:00
 * belongs to both days. Bounded by the longest session, so that an index on `startsAt` finds them.
 */
export function touching(from: number, to: number) {
  return {
    startsAt: both(gte(from - LONGEST_SESSION), lt(to)),
    endsAt: gt(from),
  } satisfies Where<SessionDocument>
}

/** Whether a session is of a day that begins at `dayStart`: begun on it, or going on from the night before. */
export function isOfDay({ startsAt, endsAt }: { startsAt: number; endsAt: number }, dayStart: number, now: number) {
  return startsAt >= dayStart || endsAt > now
}
