import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** The facts that determine the booking window of a session. */
type Times = Pick<SessionFacts, 'status' | 'startsAt' | 'rules'>

/** The session is in its booking window: not cancelled, booking open, cut-off not passed. */
export function checkWindow(now: number, session: Times): Refusal | null {
  if (session.status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  const closedAt = session.startsAt - session.rules.closesBefore
  return checkOpen(now, session) ?? (now >= closedAt ? refuse('BOOKING_CLOSED', { closedAt }) : null)
}

/** Booking has opened. */
export function checkOpen(now: number, { startsAt, rules }: Times): Refusal | null {
  const { opensBefore } = rules
  const early = opensBefore !== null && now < startsAt - opensBefore
  return early ? refuse('BOOKING_NOT_OPEN', { opensAt: startsAt - opensBefore }) : null
}

/**
 * The session is not over. A call that died may be finished by the reconciler much later; it must not book a past
 * session.
 */
export function checkNotOver(now: number, { endsAt }: Pick<SessionFacts, 'endsAt'>): Refusal | null {
  return now >= endsAt ? refuse('BOOKING_CLOSED', { closedAt: endsAt }) : null
}
