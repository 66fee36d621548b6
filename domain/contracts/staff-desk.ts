import * as v from 'valibot'
import { LAST_DIGITS, lastDigitsOf, numberOf } from '../typed'
import { cursor, date, id, shortText } from './fields'
import { DESK_PARTY, QUERY_LENGTH, RELEASE_REASON_LENGTH, TYPED_NUMBER_LENGTH, UNDO_REASON_LENGTH } from './limits'
import { nickname } from './me'
import { route } from './route'
import type { BoardSession, CheckInResult } from './staff'
import type { Page } from './views'

/** A search result. */
export interface FoundBooking {
  bookingId: string
  sessionId: string
  title: string
  startsAt: number
  /** Masked as far as the results can still be told apart. */
  name: string
  /** Last four digits of a guest's phone number; null: not a guest, or not given. */
  lastFour: string | null
  partySize: number
  checkedInAt: number | null
}

/** A booking for a guest, with the address and phone number to tell them. */
export interface BookedFor extends CheckInResult {
  place: { centreName: string; address: string; phone: string }
}

/** The last four digits of a phone number, in any way that people type it; of a whole number the last four count. */
export const lastFour = v.pipe(
  v.string(),
  v.maxLength(TYPED_NUMBER_LENGTH),
  v.check(text => numberOf(text) !== null),
  v.transform(lastDigitsOf),
  v.length(LAST_DIGITS),
  v.description('a phone number or its last four digits'),
)
const people = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(DESK_PARTY))

/** Refusals of a booking at the desk. */
const DESK_ERRORS = [
  'SESSION_NOT_FOUND',
  'SESSION_CANCELLED',
  'SESSION_OVER',
  'BOOKING_CLOSED',
  'SESSION_FULL',
  'NOT_FOR_SPACES',
  'BALLOT_ONLY',
  'SERIES_ONLY',
  'ORDER_NEEDED',
  'ALREADY_BOOKED',
  'TIME_OVERLAP',
  'ACTIVE_LIMIT',
  'PAUSED',
  'REQUEST_REUSED',
] as const

/** Routes for the service desk. */
export const staffDeskRoutes = {
  /**
   * Searches today's bookings of the centre, or of one session, by part of a name or the last four digits of a guest's
   * phone.
   */
  'staff.find': route<{ now: number; found: FoundBooking[]; more: boolean }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, sessionId: v.optional(id), query: shortText(QUERY_LENGTH) }),
    errors: [],
  }),
  /** Checks in a booking that was found by name. */
  'staff.checkInByName': route<CheckInResult>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, bookingId: id }),
    errors: [
      'BOOKING_NOT_FOUND',
      'SESSION_NOT_FOUND',
      'WRONG_CENTRE',
      'WRONG_SESSION',
      'WRONG_DAY',
      'BOOKING_CANCELLED',
      'CHECK_IN_TOO_EARLY',
      'CHECK_IN_OVER',
      'REQUEST_REUSED',
    ],
  }),
  /**
   * Undoes a check-in; the reason is logged, and the party can be checked in again. Scans from before `undoneAt` (epoch ms)
   * that arrive later do not count.
   */
  'staff.undoCheckIn': route<{ session: BoardSession; undoneAt: number }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, bookingId: id, reason: shortText(UNDO_REASON_LENGTH) }),
    errors: [
      'BOOKING_NOT_FOUND',
      'SESSION_NOT_FOUND',
      'NOT_CHECKED_IN',
      'UNDO_CLOSED',
      'BOOKING_CANCELLED',
      'REQUEST_REUSED',
    ],
  }),
  /** Books for a walk-in party and checks it in at once. Uses the reserve first. */
  'staff.walkIn': route<CheckInResult>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      sessionId: id,
      people,
      name: v.optional(nickname),
      lastFour: v.optional(lastFour),
    }),
    errors: [...DESK_ERRORS, 'CHECK_IN_TOO_EARLY'],
  }),
  /** Upcoming sessions that the desk may book, soonest first, 20 per page. */
  'staff.coming': route<Page<BoardSession> & { now: number }>()({
    effect: 'read',
    input: v.strictObject({
      centreId: id,
      /** Only this local day. */
      date: v.optional(date),
      after: v.optional(cursor),
    }),
    errors: [],
  }),
  /** Books for a guest without the app, using the reserve first. The same name and digits are the same guest. */
  'staff.bookFor': route<BookedFor>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, people, name: nickname, lastFour }),
    errors: DESK_ERRORS,
  }),
  /** Cancels a booking made at the desk. */
  'staff.cancelFor': route<{ session: BoardSession }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, bookingId: id }),
    errors: ['BOOKING_NOT_FOUND', 'SESSION_NOT_FOUND', 'ALREADY_CHECKED_IN', 'CANCEL_CLOSED', 'SESSION_OVER'],
  }),
  /**
   * Cancels a confirmed booking for somebody who cannot come and can no longer cancel in the app. No no-show is counted;
   * the reason stays on record and is told to the person. With `memberId` (`RosterRow.members`) only this one of the party
   * stays away, and the others come.
   */
  'staff.releaseBooking': route<{ session: BoardSession }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      bookingId: id,
      memberId: v.optional(id),
      reason: shortText(RELEASE_REASON_LENGTH),
    }),
    errors: [
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'SESSION_NOT_FOUND',
      'ALREADY_CHECKED_IN',
      'CANCEL_CLOSED',
      'SESSION_OVER',
      'REQUEST_REUSED',
      'PARTY_FIXED',
      'LAST_MEMBER',
      'MEMBER_NOT_FOUND',
      'ADULT_NEEDED',
      'CHILD_NEEDED',
    ],
  }),
}
