import type { FailedStop } from '@domain/canteen/delivery'
import type { Order } from '@domain/canteen/order'
import type { Counters } from '@domain/canteen/sitting'
import type { CheckInEntry, CheckInMark } from '@domain/checkin/log'
import type { BookingNoticeKind, BookingStatus, EnrolmentPart, Undone, WaitEvent } from '@domain/contracts/views'
import type { Category, Kind } from '@domain/offerings/kinds'
import type { Unit } from '@domain/offerings/layout'
import type { DeskGuest } from './sessions'

/** A booking, a wait or a ballot ticket of one party for one session; `status` says which. */
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
  /** Set when it belongs to a series enrolment. */
  enrolment?: EnrolmentPart | null
  partySize: number
  /** The members it was first made for, which a replay of that request names; absent: they have not changed. */
  bookedFor?: string[]
  /** How many changes of single members have begun; absent or null: none. It orders them in claim and ledger too. */
  partyChanges?: number | null
  /** The change in progress; only one is at a time. Null or absent: none. */
  partyChange?: PartyChange | null
  /** When that change began; 0 or absent: there is none. */
  partyChangeAt?: number
  /** The latest completed changes, so that a late replay changes nothing. */
  partyRequests?: PartyRequest[]
  /** Spots it holds; absent where places are only counted. */
  spots?: string[]
  /** How many of its places came from the reserve and return there. */
  fromReserve?: number
  /** Set for a booking made at the desk for a guest without the app. */
  guest?: DeskGuest
  /** When personal data in it is due to be removed, epoch ms; 0: all is; absent or null: stored before that was noted. */
  forgetAt?: number | null
  /** Whom it was for is removed, here and in what belongs to it. */
  anonymous?: true
  /** For a container: the unit. The booking's times are then its own span, not the session's. */
  unit?: Unit
  /** For a meal: the order, and what it takes of the sitting. Copied from the claim, which decides. */
  order?: Order
  takes?: Counters
  eaters?: string[]
  /**
   * For a meal: who collects it for the person, and their code; absent: nobody was named. `replaced`: the latest requests that
   * named others before.
   */
  collector?: { name: string; code: string; at: number; requestId: string; replaced?: string[] }
  /** The link for whoever brings the party, and when it was taken back, 0: it was not; absent: none was made. */
  pass?: { hash: string; at: number; requestId: string; revokedAt: number }
  /** The latest requests that made a link; absent: none. */
  passRequests?: string[]
  /** For a delivery: failed attempts, by the id of the report; absent: none. */
  stops?: Record<string, FailedStop>
  /** When the eater did not open the door, until somebody has looked after them; 0: somebody has; absent: they were handed it. */
  welfareAt?: number
  /** Who has looked after the eater the last time, and how they were. */
  welfare?: { by: string; at: number; note: string }
  /** For a meal: when the timer compares the ledger with the check-in; 0 or absent: it did. */
  billAt?: number
  /** For a meal: what is still to be paid by the ledger, fen, negative: to be returned; absent: nothing was served yet. */
  owed?: number
  /** How many rows of the ledger `owed` has seen. */
  owedRows?: number
  /** For a meal: its portions are held until it is paid online, at this moment at the latest; 0 or absent: they are not. */
  payUntil?: number
  /** For a meal: what the platform holds for it, fen, and which turn of its payment says so; absent: nothing was paid online. */
  prepaid?: number
  prepaidTurn?: number
  /** `endsAt`, or the time it was cancelled or lapsed: from then on the booking counts as past. */
  activeUntil: number
  cancelUntil: number
  checkInFrom: number
  createdAt: number
  /** When it was cancelled or lapsed; null otherwise. */
  cancelledAt: number | null
  /** Set while the party is checked in. Cancelling and checking in exclude each other on this document. */
  checkIn: CheckInMark | null
  /** The last undo of a check-in, also when the party was checked in again since; absent: none. */
  undone?: Undone
  /** Number of rows in its check-in log, including those not written yet. */
  checkInEntries: number
  /**
   * Whether `unloggedEntries`, the last rows, are still to be written to the log. No further rows are added before
   * that.
   */
  unlogged: boolean
  unloggedEntries: CheckInEntry[]
  /** Key of the rotating check-in code; empty when it is anonymous. */
  secret: string
  /** Consents that are still unused: messages that the person has been promised. */
  notices: BookingNoticeKind[]
  /** The latest requests that added consents; absent: none. */
  consentRequests?: string[]
  /** When the reminder is due; null: not wanted, or sent. */
  remindAt: number | null
  /** When the offer expires, or the wait ends; null: neither offered nor waiting. */
  waitUntil: number | null
  /** When the offer notice is due; null: none, or sent. */
  offerTellAt: number | null
  /** For a ballot ticket: when the draw is or was due; null or absent otherwise. */
  drawAt?: number | null
  /** Position in drawn order, from 1; null or absent: not drawn. */
  rank?: number | null
  /** When the draw notice is due; null or absent: none, or sent. */
  drawTellAt?: number | null
  /** The key of the waitlist entry that it was made from; absent: it was made from none, or by an earlier release. */
  waitKey?: string
  /** Events on the waitlist, each under its own key, so that none is written twice. */
  waitEvents: Record<string, WaitEvent>
  /** Cancelled or lapsed, but its places may not be released yet. */
  releasing: boolean
  /**
   * Null while active. `desk`: staff, for a person who could not come. `grace`: released because nobody checked in within the
   * grace time. `late`: the session was over before the booking could be stored. `unpaid`: a meal was not paid while it was held.
   */
  cancelledBy: 'person' | 'centre' | 'desk' | 'grace' | 'late' | 'unpaid' | null
  /** Who of the staff cancelled it for the person, when and why; absent otherwise. */
  deskRelease?: { by: string; at: number; reason: string; requestId: string }
  /** When staff last released one of its party, epoch ms; absent: they did not. */
  releasedAt?: number
  /** How many moves of its session it reflects. */
  moves: number
  /** The original times, if the centre moved it; an absence then does not count as a no-show. */
  movedFrom: { startsAt: number; endsAt: number } | null
  /** The centre's reason for the latest change. */
  changeReason: string | null
  /** When the notice about a change is due; null: none, or sent. */
  tellAt: number | null
  /** When it is released unless checked in; null or absent: never, or done. */
  releaseAt?: number | null
  /** What somebody who came gave, from 1 to 5; stays when the booking is anonymous. Absent: it is not rated. */
  stars?: number
  /** When it was rated, and what was written; absent: it is not rated, or anonymous. */
  ratedAt?: number
  rating?: { line: string; requestId: string }
  /** Finalized as a no-show: every attendee has a record. */
  missed: boolean
}

/** A request to let one member leave or join a party. */
export interface PartyRequest {
  requestId: string
  what: 'leave' | 'join'
  memberId: string
}

/** A change of a party in progress. */
export interface PartyChange extends PartyRequest {
  /** Its number among the changes of the booking, from 1. */
  n: number
  nickname: string
  /** Whether the free place returns to the reserve; absent: it does not. */
  toReserve?: number
}
