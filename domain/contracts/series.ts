import * as v from 'valibot'
import { id, PARTY_ERRORS, party } from './fields'
import { route } from './route'
import type { BookingView } from './views'

/** A series booked as a whole, with its bookings. */
export interface EnrolmentView {
  id: string
  seriesId: string
  offeringId: string
  title: string
  attendees: { memberId: string; nickname: string }[]
  /** One booking per session, soonest first, in any status. */
  bookings: BookingView[]
}

/** Booking and cancelling a whole series; one of its sessions is cancelled with `booking.cancel`. */
export const seriesRoutes = {
  /** Books all remaining sessions of a series for the whole party, or none. */
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
  /** A series enrolment of the account. */
  'booking.series': route<{ now: number; enrolment: EnrolmentView }>()({
    effect: 'read',
    input: v.strictObject({ enrolmentId: id }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
  /** Cancels all bookings of the series that can still be cancelled; the others remain. */
  'booking.cancelSeries': route<{ now: number; enrolment: EnrolmentView }>()({
    effect: 'write',
    input: v.strictObject({ enrolmentId: id }),
    errors: ['BOOKING_NOT_FOUND', 'CANCEL_CLOSED'],
  }),
}
