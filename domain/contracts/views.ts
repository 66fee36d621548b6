import type { Refusal } from '../errors'
import type { Category, Kind } from '../offerings/kinds'
import type { BookingRules } from '../offerings/rules'
import type { Member } from '../people/members'
import type { Location } from '../places/geo'
import type { OpeningHours } from '../places/opening-hours'
import type { Series } from '../series/series'
import type { Availability } from '../spaces/availability'
import type { Role } from './route'

/** A centre as lists and cards show it. */
export interface CentreCard {
  id: string
  name: string
  county: string
  address: string
  phone: string
  location: Location
  hours: OpeningHours
  /** Metres from the caller; null when no location was given. */
  distance: number | null
}

export interface CentreView extends CentreCard {
  /** What is there: 饮水, 充电, … */
  facilities: string[]
  /** How to find the entrance, one line. */
  wayIn: string
}

/** One dated occurrence, as lists and chips show it. */
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
  /** Places the app can still give away. */
  seatsLeft: number
  /** Parties on the waitlist; while there are any, free places go to them. */
  waiting: number
  status: 'open' | 'cancelled'
  rules: BookingRules
  /** The series it belongs to; null: none. */
  series: Series | null
  /** How far its ballot is; null: it has none. Until it is drawn, `waiting` counts the parties registered. */
  ballot: SessionBallot | null
}

/** One day of a space, as lists and day strips show it. */
export interface SpaceCard {
  session: SessionCard
  /** Units that people can book. */
  units: number
  free: Availability
}

export interface SessionBallot {
  /** When registration closes and the draw is due. */
  drawAt: number
  /** Null until it is drawn. */
  drawnAt: number | null
  /** SHA-256 of the seed of the draw; null until there is one. */
  seedHash: string | null
}

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

/** A member, and why this person cannot come; null when nothing stands against it. */
export interface MemberChoice {
  member: Member
  refusal: Refusal | null
}

/** `registered`: has a ticket in a ballot that is not drawn yet. `lapsed`: waited in vain, did not take the offer in time, or left the waitlist. */
export type BookingStatus = 'registered' | 'waiting' | 'offered' | 'confirmed' | 'cancelled' | 'lapsed'

/** One step of a party on the waitlist. */
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
    // In a ballot; `withdrawn` is leaving before the draw.
    | 'registered'
    | 'withdrawn'
    | 'won'
    | 'lost'
  /** Of a skip: more people than free places. Of a lapse: why. Null: the step says it all. */
  reason:
    | 'party-too-large'
    | 'not-taken'
    | 'booking-closed'
    | 'session-cancelled'
    // Places were drawn, but what the person had by then did not allow it.
    | 'time-overlap'
    | 'active-limit'
    | 'paused'
    | 'already-booked'
    | null
}

/** Which part of a series that was booked as a whole a booking is. */
export interface EnrolmentPart {
  id: string
  /** Its place among the sessions that were booked together, from 1. */
  nth: number
  /** How many were booked together. */
  of: number
}

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
  /** The numbered part, as it is written on the spot; null where places are only counted. */
  unit: string | null
  startsAt: number
  endsAt: number
  attendees: { memberId: string; nickname: string }[]
  /** Null: booked by itself. */
  enrolment: EnrolmentPart | null
  /** Cancelling is possible before this moment. */
  cancelUntil: number
  /** Check-in is possible from this moment until `endsAt`. */
  checkInFrom: number
  createdAt: number
  /** When it was cancelled or lapsed. */
  cancelledAt: number | null
  checkedInAt: number | null
  /** Parties ahead on the waitlist; null unless waiting. */
  ahead: number | null
  /** An offered place is held until then; null unless offered. */
  offerUntil: number | null
  /** Of a ticket in a ballot: when the draw is due, or was; null: it came another way. */
  drawAt: number | null
  /** The place in drawn order, from 1; null: not drawn. */
  rank: number | null
  /** What happened in the ballot and on the waitlist, oldest first; empty when it was booked at once. */
  history: WaitEvent[]
  /**
   * Who cancelled it; `grace`: nobody came in time, so it was given back; `late`: its call broke off, and it was over
   * before it could be booked. Null while it stands.
   */
  cancelledBy: 'person' | 'centre' | 'grace' | 'late' | null
  /** Why the centre cancelled or moved it, in the centre's words; null when it did neither. */
  changeReason: string | null
  /** The time it was booked for, when the centre has moved it since. */
  movedFrom: { startsAt: number; endsAt: number } | null
  /** It is settled that nobody came. */
  missed: boolean
  /** Key of the rotating code; null unless the booking is confirmed. Only ever given to the booker. */
  secret: string | null
  /** Messages the person asked for. */
  notices: NoticeKind[]
}

/** What the person may ask to be told, one consent one message. */
export const NOTICE_KINDS = ['reminder', 'offer', 'changed', 'ballot'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export interface StaffCentre {
  centreId: string
  centreName: string
  role: Role
}

export interface Page<Item> {
  items: Item[]
  /** Pass it as `after` for the next page; null at the end. */
  next: string | null
}
