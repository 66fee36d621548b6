import type { CountedNoShows } from '../noshows/ladder'
import type { Kind } from '../offerings/kinds'
import type { Layout, Span } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'
import type { Member } from '../people/members'
import type { Series } from '../series/series'

/**
 * What a decision needs to know of a session. Times are epoch ms; of a container, those of the span that is wanted.
 */
export interface SessionFacts {
  id: string
  kind: Kind
  startsAt: number
  endsAt: number
  seatsLeft: number
  /** Parties on the waitlist. */
  waiting: number
  /** All places, and those the app cannot take. */
  capacity: number
  reserve: number
  /** Places of the reserve that are given away and come back to it; absent: none. */
  reserveTaken?: number
  status: 'open' | 'cancelled'
  rules: BookingRules
  /** The series it belongs to; null or absent: none. */
  series?: Series | null
  /** Its numbered parts; absent or null where places are only counted. */
  layout?: Layout | null
  /** The draw of its ballot as it was announced, and when its tickets were closed. */
  announcedDrawAt?: number
  ticketsClosedAt?: number
  /** When its ballot was drawn; null or absent: not yet, or it has none. */
  drawnAt?: number | null
}

/** What a decision about a part of a container looks at. */
export interface SpaceFacts {
  layout: Layout
  /** The session's own times: opening and closing. */
  hours: Span
  span: Span
  /** The unit that is wanted; null: any. */
  unitId: string | null
  /** Who holds which spot: the id of a booking or of a closure. */
  spots: Readonly<Record<string, string>>
  closures: Readonly<Record<string, { reason: string }>>
}

/** A booking to come, or a place on a waitlist, as the account's ledger keeps it. */
export interface ActiveBooking {
  bookingId: string
  sessionId: string
  kind: Kind
  title: string
  startsAt: number
  endsAt: number
  memberIds: string[]
  /** Only waiting: counts against being in the same session twice, not against overlap and limits. */
  waiting?: true
  /** The enrolment of a whole series that it is part of; all of one count once against limits. */
  enrolment?: string
  /** A ticket of the session's ballot, or the place it won: a household has one. */
  ticket?: true
  /** How often the centre had moved the session when these times were noted. */
  moves: number
}

/** Everything one booking decision looks at. */
export interface BookingFacts {
  now: number
  session: SessionFacts
  party: Member[]
  active: ActiveBooking[]
  /** Counted no-shows of the household. */
  missed: CountedNoShows
  /** What is wanted of a container; absent where places are only counted. */
  space?: SpaceFacts
}
