import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** The session still takes bookings: not cancelled, booking open, not past its cut-off. */
export function checkWindow(now: number, session: SessionFacts): Refusal | null {
  if (session.status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  const { opensBefore, closesBefore } = session.rules
  if (opensBefore !== null && now < session.startsAt - opensBefore) {
    return refuse('BOOKING_NOT_OPEN', { opensAt: session.startsAt - opensBefore })
  }
  const closedAt = session.startsAt - closesBefore
  return now >= closedAt ? refuse('BOOKING_CLOSED', { closedAt }) : null
}
