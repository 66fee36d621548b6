import * as v from 'valibot'
import { id, PARTY_ERRORS, party } from './fields'
import { route } from './route'
import type { BookingView } from './views'

/** A series that was booked as a whole, and what has become of its parts. */
export interface EnrolmentView {
  id: string
  seriesId: string
  offeringId: string
  title: string
  attendees: { memberId: string; nickname: string }[]
  /** One a session, soonest first, whatever has become of it. */
  bookings: BookingView[]
}

/** A series is booked and given back as a whole here; one of its sessions is cancelled as any other booking. */
export const seriesRoutes = {
  /** Books all sessions of a series that are left, for all of the party, or nothing. */
  'booking.createSeries': route<{ now: number; enrolment: EnrolmentView }>()({
    effect: 'write',
    input: v.strictObject({ seriesId: id, memberIds: party }),
    errors: [
      'SERIES_OVER',
      'SERIES_SESSION_REFUSED',
      'BOOKING_NOT_OPEN',
      ...PARTY_ERRORS,
      'ACTIVE_LIMIT',
      'PAUSED',
      'REQUEST_REUSED',
    ],
  }),
  /** A series that the account has booked as a whole. */
  'booking.series': route<{ now: number; enrolment: EnrolmentView }>()({
    effect: 'read',
    input: v.strictObject({ enrolmentId: id }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
  /** Gives back every session of the series that can still be given back; the others stand. */
  'booking.cancelSeries': route<{ now: number; enrolment: EnrolmentView }>()({
    effect: 'write',
    input: v.strictObject({ enrolmentId: id }),
    errors: ['BOOKING_NOT_FOUND', 'CANCEL_CLOSED'],
  }),
}
