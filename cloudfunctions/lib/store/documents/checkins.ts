import type { CheckInMark } from './bookings'

/** The log of check-ins, append-only. The id is the booking's id and the entry's number: no entry can be written twice. */
export interface CheckInDocument extends CheckInMark {
  _id: string
  bookingId: string
  sessionId: string
  centreId: string
}
