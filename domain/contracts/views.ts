import type { Order } from '../canteen/order'
import type { Refusal } from '../errors'
import type { Category, Kind } from '../offerings/kinds'
import type { BookingRules } from '../offerings/rules'
import type { Duty, OfficeRole, Role } from '../office/roles'
import type { Member } from '../people/members'
import type { Location } from '../places/geo'
import type { OpeningHours } from '../places/opening-hours'
import type { Stars } from '../rating/standards'
import type { Series } from '../series/series'
import type { Availability } from '../spaces/availability'

/** A centre in a list or on a card. */
export interface CentreCard {
  id: string
  name: string
  county: string
  address: string
  phone: string
  location: Location
  hours: OpeningHours
  /** Metres from the given location; null without one. */
  distance: number | null
}

/** A centre on its own page. */
export interface CentreView extends CentreCard {
  /** Facilities: 饮水, 充电, … */
  facilities: string[]
  /** How to find the entrance, one line. */
  wayIn: string
  /** Its stars and the year that they were given for; null: none, or their term is over. */
  stars: { stars: Stars; year: number } | null
}

/** A session in a list or on a chip. */
export interface SessionCard {
  id: string
  kind: Kind
  offeringId: string
  category: Category
  title: string
  centreId: string
  centreName: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
  capacity: number
  /** Free places for the app. */
  seatsLeft: number
  /** Parties on the waitlist; free places go to them first. */
  waiting: number
  status: 'open' | 'cancelled'
  rules: BookingRules
  /** Its series; null: none. */
  series: Series | null
  /** Its ballot; null: none. Before the draw, `waiting` counts the registered parties. */
  ballot: SessionBallot | null
}

/** One day of a space in a list or day strip. */
export interface SpaceCard {
  session: SessionCard
  /** Number of bookable units. */
  units: number
  free: Availability
}

/** The ballot of a session. */
export interface SessionBallot {
  /** When registration closes and the draw is due. */
  drawAt: number
  /** Null before the draw. */
  drawnAt: number | null
  /** SHA-256 of the seed; null while there is none. */
  seedHash: string | null
}

/** An offering as clients see it. Price in cents. */
export interface OfferingView {
  id: string
  kind: Kind
  category: Category
  title: string
  summary: string
  /** What to bring, one line; empty when nothing. */
  bring: string
  teacher: { name: string; intro: string }
  priceCents: number
}

/** A member, and why this person is not eligible; null when eligible. */
export interface MemberChoice {
  member: Member
  refusal: Refusal | null
  /** No-shows of a person who is warned: one more and new bookings are paused. Absent: no warning is in force. */
  warned?: { count: number }
  /** On a class page, why this person is not eligible, by session id; sessions without an entry are open to the person. */
  refusals?: Record<string, Refusal>
}

/**
 * `registered`: has a ticket in a ballot that is not drawn yet. `lapsed`: the wait ended without a place, the offer
 * expired, or the party left.
 */
export type BookingStatus = 'registered' | 'waiting' | 'offered' | 'confirmed' | 'cancelled' | 'lapsed'

/** One event of a party on the waitlist or in a ballot. */
export interface WaitEvent {
  at: number
  what:
    | 'joined'
    | 'skipped'
    | 'offered'
    | 'accepted'
    | 'left'
    | 'declined'
    | 'lapsed'
    // In a ballot; `withdrawn` means left before the draw.
    | 'registered'
    | 'withdrawn'
    | 'won'
    | 'lost'
  /** For `skipped`, `lapsed`: why. Null when the event explains itself. */
  reason:
    | 'party-too-large'
    | 'not-taken'
    | 'booking-closed'
    | 'session-cancelled'
    // Places were won, but could not be booked because of the person's other bookings or standing.
    | 'time-overlap'
    | 'active-limit'
    | 'paused'
    | 'already-booked'
    | null
}

/** The position of a booking in a series enrolment. */
export interface EnrolmentPart {
  id: string
  /** Position among the sessions of the enrolment, from 1. */
  nth: number
  /** Number of sessions in the enrolment. */
  of: number
}

/** When staff undid a check-in, epoch ms, and their reason. */
export interface Undone {
  at: number
  reason: string
}

/** A booking as its owner sees it. Times are epoch ms. */
export interface BookingView {
  id: string
  status: BookingStatus
  sessionId: string
  offeringId: string
  kind: Kind
  category: Category
  title: string
  centreId: string
  centreName: string
  address: string
  room: string
  /** Label of the unit; null where places are only counted. */
  unit: string | null
  /** What was ordered; absent: it is no meal. */
  order?: Order
  /** Its portions are held until it is paid online, at this moment at the latest; absent: they are not. */
  payUntil?: number
  /** Fen that were paid online and not given back; absent: nothing. */
  prepaid?: number
  startsAt: number
  endsAt: number
  attendees: { memberId: string; nickname: string }[]
  /** Null: not part of a series enrolment. */
  enrolment: EnrolmentPart | null
  /** The booking can be cancelled before this moment. */
  cancelUntil: number
  /** Check-in is possible from this moment until `endsAt`. */
  checkInFrom: number
  createdAt: number
  /** When it was cancelled or lapsed; null otherwise. */
  cancelledAt: number | null
  checkedInAt: number | null
  /** The last time that staff undid a check-in, and why; absent: never. */
  undone?: Undone
  /** Parties ahead on the waitlist; null unless waiting. */
  ahead: number | null
  /** When the offer expires; null unless offered. */
  offerUntil: number | null
  /** For a ballot ticket: when the draw is or was due; null otherwise. */
  drawAt: number | null
  /** Position in drawn order, from 1; null: not drawn. */
  rank: number | null
  /** Events in the ballot and on the waitlist, oldest first; empty for a direct booking. */
  history: WaitEvent[]
  /**
   * Who cancelled it. `desk`: staff, for a person who could not come. `grace`: released because nobody checked in within the
   * grace time. `late`: the session was over before a call that had died was finished. `unpaid`: a meal was not paid while it was
   * held. Null while not cancelled.
   */
  cancelledBy: 'person' | 'centre' | 'desk' | 'grace' | 'late' | 'unpaid' | null
  /** The centre's reason for cancelling or moving it, or for releasing one of the party; null if it did neither. */
  changeReason: string | null
  /** When staff released one of the party who could not come, epoch ms; absent: they did not. */
  releasedAt?: number
  /** The original time, if the centre has moved it; null otherwise. */
  movedFrom: { startsAt: number; endsAt: number } | null
  /** A no-show: finalized without check-in. */
  missed: boolean
  /** What the household gave afterwards, from 1 to 5, and what they wrote; absent: it is not rated. */
  stars?: number
  line?: string
  /** Key of the rotating code; null unless confirmed. Only ever sent to the booker. */
  secret: string | null
  /** Messages the person consented to. */
  notices: BookingNoticeKind[]
}

/** Kinds of messages about a booking that a person may consent to; one consent allows one message. */
export const BOOKING_NOTICE_KINDS = ['reminder', 'offer', 'changed', 'ballot'] as const
export type BookingNoticeKind = (typeof BOOKING_NOTICE_KINDS)[number]
/**
 * All kinds. `need`: a need that the household has put has come to its next step; `opened`: a new class that it wanted to hear of.
 */
export const NOTICE_KINDS = [...BOOKING_NOTICE_KINDS, 'need', 'opened'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** A role of the caller at a centre. */
export interface StaffCentre {
  centreId: string
  centreName: string
  role: Role
  /** What the caller may do there; a manager holds all. */
  duties: readonly Duty[]
}

/** A role of the caller above the centres. */
export interface StaffOffice {
  role: OfficeRole
  /** The county it reaches; null: the whole city. */
  county: string | null
}

/** One page of a list. */
export interface Page<Item> {
  items: Item[]
  /** Pass as `after` for the next page; null at the end. */
  next: string | null
}
