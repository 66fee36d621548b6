import type { CheckInEntry, CheckInMark } from '@domain/checkin/log'
import type { BookingStatus, EnrolmentPart, NoticeKind, WaitEvent } from '@domain/contracts/views'
import type { Category, Kind } from '@domain/offerings/kinds'
import type { Unit } from '@domain/offerings/layout'
import type { DeskGuest } from './sessions'

export interface BookingDocument {
  _id: string
  accountId: string
  requestId: string
  status: BookingStatus
  sessionId: string
  offeringId: string
  centreId: string
  centreName: string
  address: string
  kind: Kind
  category: Category
  title: string
  room: string
  startsAt: number
  endsAt: number
  attendees: { memberId: string; nickname: string }[]
  /** Of a series that was booked as a whole. */
  enrolment?: EnrolmentPart | null
  partySize: number
  /** The numbered parts it holds; absent where places are only counted. */
  spots?: string[]
  /** So many of its places are of the reserve, and go back there. */
  fromReserve?: number
  /** Booked at the desk, for somebody without the app. */
  guest?: DeskGuest
  /** When the guest's name and digits are taken away; absent or null: there are none. */
  forgetAt?: number | null
  /** Of a container: the numbered part. The booking's times are its own span then, not the session's. */
  unit?: Unit
  /** `endsAt`, or when it was cancelled or lapsed: after this moment the booking belongs to the past. */
  activeUntil: number
  cancelUntil: number
  checkInFrom: number
  createdAt: number
  /** When it was cancelled or lapsed. */
  cancelledAt: number | null
  /** Set while the party is in; cancelling and checking in exclude each other on this document. */
  checkIn: CheckInMark | null
  /** Rows of its log of check-ins so far, those included that are still to be written. */
  checkInEntries: number
  /** Some rows are not yet in the log: the last ones, and which. No more come before these are written. */
  unlogged: boolean
  unloggedEntries: CheckInEntry[]
  /** Key of the rotating check-in code. */
  secret: string
  notices: NoticeKind[]
  /** When the reminder is due; null: none wanted, or sent. */
  remindAt: number | null
  /** When an offer, or all waiting, is over; null: neither offered nor waiting. */
  waitUntil: number | null
  /** When the message about an offer is due; null: none, or sent. */
  offerTellAt: number | null
  /** Of a ticket in a ballot: when the draw is due, or was; null or absent: it came another way. */
  drawAt?: number | null
  /** Its place in drawn order, from 1; null or absent: not drawn. */
  rank?: number | null
  /** When the message about the draw is due; null or absent: none, or sent. */
  drawTellAt?: number | null
  /** Steps on the waitlist, each under a name of its own, so that none is written twice. */
  waitEvents: Record<string, WaitEvent>
  /** Cancelled or lapsed, but its places may not be back yet. */
  releasing: boolean
  /**
   * Null while it stands. `grace`: nobody came within the grace time, so it was given back; `late`: it was over before it
   * was booked.
   */
  cancelledBy: 'person' | 'centre' | 'grace' | 'late' | null
  /** Moves of its session that it has followed. */
  moves: number
  /** The times it was booked for, when the centre moved it since; such a booking counts no no-show. */
  movedFrom: { startsAt: number; endsAt: number } | null
  /** The centre's reason for the latest change. */
  changeReason: string | null
  /** A change the person is to be told of, since when; null: none, or told. */
  tellAt: number | null
  /** When it is given back unless somebody has come; null: never, or done. */
  releaseAt?: number | null
  /** Settled, and nobody came: every attendee has a record. */
  missed: boolean
}
