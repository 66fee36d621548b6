import { checkNoSitting } from '../bookings/rules/sitting'
import { type Refusal, refuse } from '../errors'
import type { SeriesOnly } from '../series/series'

/** The places of a session, for a decision at the desk. */
export interface DeskPlaces {
  /** Places reserved for the desk, and places the app can give away. */
  reserve: number
  seatsLeft: number
  /** Parties on the waitlist; free places belong to them. */
  waiting: number
  /** When the upcoming draw of the free places is due, epoch ms; null: none. */
  drawAt: number | null
  /** The free places are kept for bookings of the whole series while it can be booked; null: they are not. */
  whole: SeriesOnly | null
}

/** What a decision at the desk needs to know. Times are epoch ms. */
export interface DeskFacts {
  now: number
  session: {
    status: 'open' | 'cancelled'
    startsAt: number
    endsAt: number
    rules: { checkInBefore: number }
    layout?: object | null
    frozenAt?: number | null
  }
}

/**
 * Whether staff may still book this session for a guest: until its end, because the app's cut-off does not apply to
 * staff.
 */
export function decideDesk({ now, session }: DeskFacts): Refusal | null {
  if (session.layout) return refuse('NOT_FOR_SPACES', null)
  const sitting = checkNoSitting(session)
  if (sitting) return sitting
  if (session.status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  return now >= session.endsAt ? refuse('SESSION_OVER', { endedAt: session.endsAt }) : null
}

/** Whether a walk-in may be checked in now. */
export function decideWalkIn(facts: DeskFacts): Refusal | null {
  const { now, session } = facts
  const opensAt = session.startsAt - session.rules.checkInBefore
  return decideDesk(facts) ?? (now < opensAt ? refuse('CHECK_IN_TOO_EARLY', { opensAt }) : null)
}

/**
 * Whether staff may still cancel a booking for somebody who cannot come: until its end, unless the party is in, or its meal is on
 * the way to the door since `leavesAt`. What became of that meal is reported by the courier, whose phone may be without network.
 */
export function decideRelease(
  now: number,
  booking: { endsAt: number; checkedInAt: number | null; leavesAt?: number | null },
): Refusal | null {
  const { endsAt, checkedInAt, leavesAt = null } = booking
  if (checkedInAt !== null) return refuse('ALREADY_CHECKED_IN', { at: checkedInAt })
  if (leavesAt !== null && now >= leavesAt && now < endsAt) return refuse('CANCEL_CLOSED', { cancelUntil: leavesAt })
  return now >= endsAt ? refuse('SESSION_OVER', { endedAt: endsAt }) : null
}

/**
 * Splits a party's places between the reserve, which is used first, and free places. Free places are refused while
 * others wait for them, a draw is upcoming, or they are kept for the whole series.
 */
export function placesForDesk(
  { reserve, seatsLeft, waiting, drawAt, whole }: DeskPlaces,
  people: number,
  now: number,
): { fromReserve: number; free: number } | Refusal {
  const fromReserve = Math.min(Math.max(reserve, 0), people)
  const free = people - fromReserve
  if (free > 0 && drawAt !== null) return refuse('BALLOT_ONLY', { drawAt })
  if (free > 0 && whole !== null && now < whole.until) return refuse('SERIES_ONLY', { seriesId: whole.seriesId })
  const open = waiting === 0 ? Math.max(seatsLeft, 0) : 0
  return free <= open ? { fromReserve, free } : refuse('SESSION_FULL', { seatsLeft: reserve + open, waiting })
}
