import type { ActiveBooking } from '@domain/bookings/facts'
import type { Role } from '@domain/contracts/route'
import type { BookingStatus, NoticeKind, WaitEvent } from '@domain/contracts/views'
import type { Excuse } from '@domain/noshows/excuse'
import type { CountedNoShows } from '@domain/noshows/ladder'
import type { ClassCategory, Kind } from '@domain/offerings/kinds'
import type { BookingRules } from '@domain/offerings/rules'
import type { Member } from '@domain/people/members'
import type { OpeningHours } from '@domain/places/opening-hours'

/** The stored documents, one interface a collection. All times are epoch ms; money is cents. */

/** GeoJSON, as the database's geo index wants it: longitude first. */
export interface GeoPoint {
  type: 'Point'
  coordinates: [longitude: number, latitude: number]
}

export interface CentreDocument {
  _id: string
  name: string
  county: string
  address: string
  phone: string
  location: GeoPoint
  hours: OpeningHours
  facilities: string[]
  wayIn: string
  /** Place in the city's own order. */
  order: number
}

export interface OfferingDocument {
  _id: string
  centreId: string
  kind: Kind
  category: ClassCategory
  title: string
  summary: string
  bring: string
  teacher: { name: string; intro: string }
  priceCents: number
}

/**
 * One dated occurrence and the only guard of its capacity: `seatsLeft` + places in `claims` and `offers` + `reserve` =
 * `capacity`. A party moves from `waitlist` to `offers` to `claims`, each time with one conditional update. Each of these
 * entries holds all that is needed to finish its booking, so a crash after it heals.
 */
export interface SessionDocument {
  _id: string
  offeringId: string
  centreId: string
  centreName: string
  address: string
  kind: Kind
  category: ClassCategory
  title: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
  capacity: number
  /** Places kept for walk-ins and people who book by phone; the app cannot take them. */
  reserve: number
  seatsLeft: number
  claims: Record<string, Claim>
  /** Last change of the entries whose bookings the reconciler has not yet looked at; 0: none. */
  claimedAt: number
  /** Parties that wait, and how many they are: a claim needs that number to be 0. */
  waitlist: Record<string, WaitEntry>
  waiting: number
  /** Places that are held for parties from the waitlist. */
  offers: Record<string, Offer>
  /** When the waitlist needs its next turn; 0: never. */
  turnAt: number
  /** Counts what may let somebody move up, so that `turnAt` is never put off over a change that was not seen. */
  turns: number
  /** Changes of the capacity by staff, by request id. */
  capacityChanges: Record<string, CapacityChange>
  status: 'open' | 'cancelled'
  rules: BookingRules
  /** When it is decided who did not come; null: done, or never. */
  settleAt: number | null
  /** How often the centre has moved it. A claim is only taken on the times that were read. */
  moves: number
  /** Last change that its bookings have not all followed yet; 0: none. */
  changedAt: number
  /** What the centre changed, by request id, so that a replay changes nothing. */
  changes: Record<string, SessionChange>
}

/** The centre called a session off, or moved it. */
export interface SessionChange {
  /** The new times; null: cancelled. */
  to: { startsAt: number; endsAt: number } | null
  reason: string
  at: number
  /** Account of the manager. */
  by: string
}

/** A party in a session: who booked, for whom, when. */
export interface WaitEntry {
  accountId: string
  attendees: { memberId: string; nickname: string }[]
  requestId: string
  at: number
}

export interface Claim extends WaitEntry {
  /** Of a place that was offered: the offer, to which a refused claim goes back. */
  offer?: Offer
}

export interface Offer extends WaitEntry {
  offeredAt: number
  until: number
  /** Parties that were passed over by this turn, because they need more places than were free. */
  skipped: string[]
}

export interface CapacityChange {
  /** Account of the manager. */
  by: string
  at: number
  from: number
  to: number
}

/**
 * A person's household and the ledger of its bookings to come. The ledger is what per-person limits are decided on;
 * `revision` makes every change of the document a compare-and-set.
 */
export interface AccountDocument {
  _id: string
  /** Needed to send messages; never logged, never sent to a client. */
  openid: string
  members: Member[]
  ledger: Record<string, ActiveBooking>
  /** Counted no-shows of its people, kept here so that booking needs no other document to see a pause. */
  missed: CountedNoShows
  revision: number
  createdAt: number
}

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
  category: ClassCategory
  title: string
  room: string
  startsAt: number
  endsAt: number
  attendees: { memberId: string; nickname: string }[]
  partySize: number
  /** `endsAt`, or when it was cancelled or lapsed: after this moment the booking belongs to the past. */
  activeUntil: number
  cancelUntil: number
  checkInFrom: number
  createdAt: number
  /** When it was cancelled or lapsed. */
  cancelledAt: number | null
  /** Set once, by the scan that let the party in; cancelling and checking in exclude each other on this document. */
  checkIn: CheckInMark | null
  /** The check-in is not yet in the log. */
  unlogged: boolean
  /** Key of the rotating check-in code. */
  secret: string
  notices: NoticeKind[]
  /** When the reminder is due; null: none wanted, or sent. */
  remindAt: number | null
  /** When an offer, or all waiting, is over; null: neither offered nor waiting. */
  waitUntil: number | null
  /** When the message about an offer is due; null: none, or sent. */
  offerTellAt: number | null
  /** Steps on the waitlist, each under a name of its own, so that none is written twice. */
  waitEvents: Record<string, WaitEvent>
  /** Cancelled or lapsed, but its places may not be back yet. */
  releasing: boolean
  /** Null while it stands. */
  cancelledBy: 'person' | 'centre' | null
  /** Moves of its session that it has followed. */
  moves: number
  /** The times it was booked for, when the centre moved it since; such a booking counts no no-show. */
  movedFrom: { startsAt: number; endsAt: number } | null
  /** The centre's reason for the latest change. */
  changeReason: string | null
  /** A change the person is to be told of, since when; null: none, or told. */
  tellAt: number | null
  /** Settled, and nobody came: every attendee has a record. */
  missed: boolean
}

export interface CheckInMark {
  at: number
  /** Account of the staff member. */
  by: string
  way: 'qr' | 'digits'
  /** Of the scan that was accepted; its replays get the first answer. */
  requestId: string
}

/** The log of check-ins, append-only. The id is the booking's id and the entry's number: no entry can be written twice. */
export interface CheckInDocument extends CheckInMark {
  _id: string
  bookingId: string
  sessionId: string
  centreId: string
}

/**
 * One person missed one session: the record that explains a penalty. The id is the booking's and the member's, so there
 * is one. Records are never taken away; an excuse is written on them.
 */
export interface NoShowDocument {
  _id: string
  bookingId: string
  accountId: string
  memberId: string
  nickname: string
  sessionId: string
  centreId: string
  centreName: string
  title: string
  startsAt: number
  /** The end of the session that was missed, from which a pause counts. */
  missedAt: number
  state: 'counted' | 'excused'
  excuse: { reason: Excuse; at: number } | null
  appeal: Appeal | null
  /** Since when an appeal waits for an answer; 0: none does. */
  appealedAt: number
  /** It changed, and the account may not know yet. */
  stale: boolean
}

interface Appeal {
  reason: string
  at: number
  requestId: string
  decision: { granted: boolean; note: string; at: number; by: string; requestId: string } | null
}

/** Roles of one account, by centre. */
export interface StaffDocument {
  _id: string
  roles: { centreId: string; centreName: string; role: Role }[]
}

/** A message that was sent or is being sent; the id says what and about what, so it is sent once. */
export interface NoticeDocument {
  _id: string
  bookingId: string
  kind: NoticeKind
  status: 'sending' | 'sent' | 'refused'
  at: number
}

export interface Documents {
  centres: CentreDocument
  offerings: OfferingDocument
  sessions: SessionDocument
  accounts: AccountDocument
  bookings: BookingDocument
  checkins: CheckInDocument
  noshows: NoShowDocument
  staff: StaffDocument
  notices: NoticeDocument
}
