import * as v from 'valibot'
import { STARS } from '../bookings/rating'
import type { Refusal } from '../errors'
import { cursor, id, optionalLine, PARTY_ERRORS, party, SPAN_ERRORS, span } from './fields'
import { RATING_LENGTH } from './limits'
import { route } from './route'
import { BOOKING_NOTICE_KINDS, type BookingView, type MemberChoice, type Page, type SessionCard } from './views'

/** The household of a booking's owner, seen from that booking. */
export interface BookingParty {
  now: number
  booking: BookingView
  /** Those who come; `refusal`: why this person cannot stay away alone. */
  coming: { memberId: string; nickname: string; refusal: Refusal | null }[]
  /** The others; `refusal`: why this person cannot join. */
  others: MemberChoice[]
}

/** Routes of single bookings. */
export const bookingRoutes = {
  /** Books one session, or a span of a container, for one or more members: all of them or none. */
  'booking.create': route<{ booking: BookingView; session: SessionCard }>()({
    effect: 'write',
    input: v.strictObject({
      sessionId: id,
      memberIds: party,
      /** Required for seats, rooms and berths; not allowed for classes. */
      span: v.optional(span),
    }),
    errors: [
      'SESSION_NOT_FOUND',
      'SESSION_FULL',
      'SESSION_CANCELLED',
      'SESSION_MOVED',
      'SERIES_ONLY',
      'ORDER_NEEDED',
      'BALLOT_ONLY',
      'BOOKING_NOT_OPEN',
      'BOOKING_CLOSED',
      ...PARTY_ERRORS,
      ...SPAN_ERRORS,
      'ALREADY_BOOKED',
      'TIME_OVERLAP',
      'ACTIVE_LIMIT',
      'PAUSED',
      'REQUEST_REUSED',
    ],
  }),
  /**
   * The account's bookings, 20 per page: `coming` is upcoming, soonest first; `past` is past and cancelled, latest
   * first.
   */
  'booking.list': route<Page<BookingView> & { now: number }>()({
    effect: 'read',
    input: v.strictObject({ scope: v.picklist(['coming', 'past']), after: v.optional(cursor) }),
    errors: [],
  }),
  /** One booking of the account. */
  'booking.get': route<{ now: number; booking: BookingView }>()({
    effect: 'read',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
  /** Cancels a booking for the whole party. */
  'booking.cancel': route<{ booking: BookingView; session: SessionCard }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND', 'CANCEL_CLOSED', 'ALREADY_CHECKED_IN'],
  }),
  /**
   * Who of the household comes with a booking and who could join, with the reason against each change: nobody is asked to
   * try what would be refused.
   */
  'booking.party': route<BookingParty>()({
    effect: 'read',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
  /** One person of the party cannot come; the others do. The free place goes to the waitlist first. */
  'booking.removeMember': route<{ booking: BookingView; session: SessionCard }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id, memberId: id }),
    errors: [
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'PARTY_FIXED',
      'LAST_MEMBER',
      'MEMBER_NOT_FOUND',
      'ADULT_NEEDED',
      'CHILD_NEEDED',
      'CANCEL_CLOSED',
      'ALREADY_CHECKED_IN',
      'REQUEST_REUSED',
    ],
  }),
  /** One more member of the household comes along, under the rules of a new booking. */
  'booking.addMember': route<{ booking: BookingView; session: SessionCard }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id, memberId: id }),
    errors: [
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'PARTY_FIXED',
      'SESSION_FULL',
      'SESSION_CANCELLED',
      'SESSION_MOVED',
      'SERIES_ONLY',
      'BALLOT_ONLY',
      'BOOKING_NOT_OPEN',
      'BOOKING_CLOSED',
      ...PARTY_ERRORS,
      'ALREADY_BOOKED',
      'ALREADY_CHECKED_IN',
      'TIME_OVERLAP',
      'ACTIVE_LIMIT',
      'PAUSED',
      'REQUEST_REUSED',
    ],
  }),
  /** Rates what the household came to, once, within thirty days of its end. */
  'booking.rate': route<{ booking: BookingView }>()({
    effect: 'write',
    input: v.strictObject({
      bookingId: id,
      stars: v.picklist(STARS),
      /** Others at the centre read it. */
      line: optionalLine(RATING_LENGTH),
    }),
    errors: ['BOOKING_NOT_FOUND', 'NOT_ATTENDED', 'ALREADY_RATED', 'RATING_CLOSED', 'REQUEST_REUSED'],
  }),
  /** Stores which messages about a booking the person has just consented to. */
  'booking.notices': route<{ booking: BookingView }>()({
    effect: 'write',
    input: v.strictObject({
      bookingId: id,
      notices: v.pipe(v.array(v.picklist(BOOKING_NOTICE_KINDS)), v.maxLength(BOOKING_NOTICE_KINDS.length)),
    }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
}
