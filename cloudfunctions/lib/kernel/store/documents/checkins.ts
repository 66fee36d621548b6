import type { CheckInEntry } from '@domain/checkin/log'

/** A row of the append-only check-in log. The id is the booking id and the row number, so no row is written twice. */
export interface CheckInDocument extends CheckInEntry {
  _id: string
  bookingId: string
  /** Position among the rows of its booking, from 0. */
  n: number
  sessionId: string
  centreId: string
}
