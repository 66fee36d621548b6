import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** What the window of a session hangs on. */
type Times = Pick<SessionFacts, 'status' | 'startsAt' | 'rules'>

/** The session still takes bookings: not cancelled, booking open, not past its cut-off. */
export function checkWindow(now: number, session: Times): Refusal | null {
  if (session.status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  const closedAt = session.startsAt - session.rules.closesBefore
  return checkOpen(now, session) ?? (now >= closedAt ? refuse('BOOKING_CLOSED', { closedAt }) : null)
}

/** Booking has begun. */
export function checkOpen(now: number, { startsAt, rules }: Times): Refusal | null {
  const { opensBefore } = rules
  const early = opensBefore !== null && now < startsAt - opensBefore
  return early ? refuse('BOOKING_NOT_OPEN', { opensAt: startsAt - opensBefore }) : null
}

/** It is not over: nobody is booked for what is past, however long a call that died has waited for its end. */
export function checkNotOver(now: number, { endsAt }: Pick<SessionFacts, 'endsAt'>): Refusal | null {
  return now >= endsAt ? refuse('BOOKING_CLOSED', { closedAt: endsAt }) : null
}
