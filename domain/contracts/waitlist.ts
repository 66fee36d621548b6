import * as v from 'valibot'
import { id, PARTY_ERRORS, party } from './fields'
import { route } from './route'
import type { BookingView, SessionCard } from './views'

/** What every step on the waitlist answers. */
export interface WaitAnswer {
  booking: BookingView
  session: SessionCard
}

export const waitlistRoutes = {
  /** Waits for places for the whole party, behind everybody who waits already. May be offered places at once. */
  'waitlist.join': route<WaitAnswer>()({
    effect: 'write',
    input: v.strictObject({ sessionId: id, memberIds: party }),
    errors: [
      'SESSION_NOT_FOUND',
      'SESSION_NOT_FULL',
      'BALLOT_ONLY',
      'SESSION_CANCELLED',
      'SERIES_ONLY',
      'BOOKING_NOT_OPEN',
      'BOOKING_CLOSED',
      ...PARTY_ERRORS,
      'NO_WAITLIST',
      'WAITLIST_FULL',
      'PAUSED',
      'ALREADY_BOOKED',
      'REQUEST_REUSED',
    ],
  }),
  /** Takes an offered place: from then on the booking is confirmed. A refusal leaves the offer open until it lapses. */
  'waitlist.accept': route<WaitAnswer>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id }),
    errors: [
      'BOOKING_NOT_FOUND',
      'NOT_OFFERED',
      'OFFER_LAPSED',
      'SESSION_CANCELLED',
      'PAUSED',
      'ALREADY_BOOKED',
      'BOOKING_CLOSED',
      'TIME_OVERLAP',
      'ACTIVE_LIMIT',
    ],
  }),
  /** Leaves the waitlist, declines an offer, or gives a ticket in a ballot back. */
  'waitlist.leave': route<WaitAnswer>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND', 'NOT_WAITING'],
  }),
}
