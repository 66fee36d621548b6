import type { CheckInEntry } from '@domain/checkin/log'

/** The log of check-ins, append-only. The id is the booking's id and the entry's number: no entry can be written twice. */
export interface CheckInDocument extends CheckInEntry {
  _id: string
  bookingId: string
  /** Its place among the entries of its booking, from 0. */
  n: number
  sessionId: string
  centreId: string
}
