import * as v from 'valibot'
import { id, PARTY_ERRORS, party } from './fields'
import { route } from './route'
import type { BookingView, SessionCard } from './views'

/** The output of all waitlist routes. */
export interface WaitAnswer {
  booking: BookingView
  session: SessionCard
}

/** Routes of the waitlist; they also serve ballot tickets. */
export const waitlistRoutes = {
  /** Joins the waitlist for the whole party, at the end. Places may be offered at once. */
  'waitlist.join': route<WaitAnswer>()({
    effect: 'write',
    input: v.strictObject({ sessionId: id, memberIds: party }),
    errors: [
      'SESSION_NOT_FOUND',
      'SESSION_NOT_FULL',
      'BALLOT_ONLY',
      'SESSION_CANCELLED',
      'SERIES_ONLY',
      'ORDER_NEEDED',
      'BOOKING_NOT_OPEN',
      'BOOKING_CLOSED',
      ...PARTY_ERRORS,
      'NO_WAITLIST',
      'WAITLIST_FULL',
      'WAITING_LIMIT',
      'PAUSED',
      'ALREADY_BOOKED',
      'REQUEST_REUSED',
    ],
  }),
  /** Accepts an offer: the booking is confirmed. After a refusal the offer stays open until it expires. */
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
  /** Leaves the waitlist, declines an offer, or withdraws a ballot ticket. */
  'waitlist.leave': route<WaitAnswer>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND', 'NOT_WAITING'],
  }),
}
