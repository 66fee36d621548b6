import { type Refusal, refuse } from '../errors'
import type { BookingFacts, SessionFacts } from './facts'
import { checkOwnBookings } from './rules/own-bookings'
import { checkParty } from './rules/party'
import { checkStanding } from './rules/standing'
import { checkWindow } from './rules/window'

/**
 * Whether this party may book this session now. Rules about the people come before the count of places, so that nobody
 * is told "full" of a class that was never for them. Pure: the same facts give the same answer.
 */
export function decideBooking(facts: BookingFacts): Refusal | null {
  const { now, session, party, missed } = facts
  return (
    checkWindow(now, session) ??
    checkParty(party, session.rules, session.startsAt) ??
    checkStanding(party, missed, now) ??
    checkOwnBookings(facts) ??
    checkPlaces(session, party.length)
  )
}

function checkPlaces(session: SessionFacts, wanted: number): Refusal | null {
  return session.seatsLeft >= wanted ? null : refuse('SESSION_FULL', { seatsLeft: Math.max(0, session.seatsLeft) })
}

/** Whether a booking may still be cancelled by its owner. */
export function decideCancel(
  now: number,
  booking: { cancelUntil: number; checkedInAt: number | null },
): Refusal | null {
  if (booking.checkedInAt !== null) return refuse('ALREADY_CHECKED_IN', { at: booking.checkedInAt })
  return now >= booking.cancelUntil ? refuse('CANCEL_CLOSED', { cancelUntil: booking.cancelUntil }) : null
}
