import { drawDueAt } from '../ballot/phase'
import { type Refusal, refuse } from '../errors'
import type { BookingFacts, SessionFacts, SpaceFacts } from './facts'
import { placesForApp } from './places'
import { checkBallot } from './rules/ballot'
import { checkGap } from './rules/gap'
import { checkGrid } from './rules/grid'
import { checkHours } from './rules/hours'
import { checkLength } from './rules/length'
import { checkOneTicket, checkOwnBookings, checkOwnWaits } from './rules/own-bookings'
import { checkParty } from './rules/party'
import { checkPlaces, hasPlaces } from './rules/places'
import { checkSeriesOnly } from './rules/series'
import { checkNoSitting } from './rules/sitting'
import { checkSpots } from './rules/spots'
import { checkStanding } from './rules/standing'
import { checkWaitlistCapacity } from './rules/waiting'
import { checkWindow } from './rules/window'

/**
 * Whether this party may book this session now; null when it may. Rules about people come before the count of places,
 * so that nobody is told "full" about a class they are not eligible for. Pure.
 */
export function decideBooking(facts: BookingFacts): Refusal | null {
  const { now, session, party, missed, warned, space } = facts
  return (
    checkNoSitting(session) ??
    checkSeriesOnly(session) ??
    (space ? checkSpan(space) : null) ??
    checkWindow(now, session) ??
    checkBallot(session) ??
    checkParty(party, session.rules, session.startsAt) ??
    checkStanding(party, missed, now, warned) ??
    checkOwnBookings(facts) ??
    (space ? (checkGap(space) ?? checkSpots(space)) : checkPlaces(session, party.length))
  )
}

/** Whether the span is valid for this container; whether it is free is checked last. */
function checkSpan(space: SpaceFacts): Refusal | null {
  return checkGrid(space) ?? checkHours(space) ?? checkLength(space)
}

/**
 * Whether this party may join the waitlist now: the rules of booking, except places. Overlap and limits of
 * bookings are checked when an offer is accepted, so that a person may wait for two sessions and take the first offer.
 */
export function decideWaiting(facts: BookingFacts): Refusal | null {
  const { now, session, party, missed, warned } = facts
  if (session.layout) return refuse('NO_WAITLIST', null)
  const sitting = checkNoSitting(session)
  if (sitting) return sitting
  return (
    checkSeriesOnly(session) ??
    checkWindow(now, session) ??
    checkBallot(session) ??
    checkParty(party, session.rules, session.startsAt) ??
    checkStanding(party, missed, now, warned) ??
    checkOwnWaits(facts) ??
    (hasPlaces(session, party.length) ? refuse('SESSION_NOT_FULL', { seatsLeft: session.seatsLeft }) : null) ??
    checkSize(session, party.length) ??
    checkWaitlistCapacity(session)
  )
}

/**
 * A party larger than this could never be offered places: reserved places never go to the app, not even after they were
 * given away and returned.
 */
function checkSize(session: SessionFacts, wanted: number): Refusal | null {
  const max = placesForApp(session)
  return wanted > max ? refuse('PARTY_TOO_LARGE', { max }) : null
}

/**
 * Whether this party may register for the session's ballot now. As on the waitlist, overlap and limits are checked only
 * when it wins places.
 */
export function decideRegistration(facts: BookingFacts): Refusal | null {
  const { now, session, party, missed, warned } = facts
  const drawAt = drawDueAt(session)
  return (
    checkSeriesOnly(session) ??
    checkWindow(now, session) ??
    (drawAt === null ? refuse('NOT_A_BALLOT', null) : null) ??
    (session.drawnAt ? refuse('BALLOT_DRAWN', { drawnAt: session.drawnAt }) : null) ??
    (drawAt !== null && (session.ticketsClosedAt || now >= drawAt)
      ? refuse('REGISTRATION_CLOSED', { drawAt })
      : null) ??
    checkParty(party, session.rules, session.startsAt) ??
    checkStanding(party, missed, now, warned) ??
    checkOneTicket(facts) ??
    checkOwnWaits(facts) ??
    checkSize(session, party.length)
  )
}

/** Whether the owner may still cancel a booking. */
export function decideCancel(
  now: number,
  booking: { cancelUntil: number; checkedInAt: number | null },
): Refusal | null {
  if (booking.checkedInAt !== null) return refuse('ALREADY_CHECKED_IN', { at: booking.checkedInAt })
  return now >= booking.cancelUntil ? refuse('CANCEL_CLOSED', { cancelUntil: booking.cancelUntil }) : null
}
