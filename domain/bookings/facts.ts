import type { CountedNoShows } from '../noshows/ladder'
import type { Kind } from '../offerings/kinds'
import type { Layout, Span } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'
import type { Member } from '../people/members'
import type { Series } from '../series/series'

/** What a decision needs to know about a session. Times are epoch ms; for a container, those of the requested span. */
export interface SessionFacts {
  id: string
  kind: Kind
  startsAt: number
  endsAt: number
  seatsLeft: number
  /** Parties on the waitlist. */
  waiting: number
  /** All places, and those the app cannot give away. */
  capacity: number
  reserve: number
  /** Reserved places that the desk has given away and that return to the reserve; absent: none. */
  reserveTaken?: number
  status: 'open' | 'cancelled'
  rules: BookingRules
  /** Its series; null or absent: none. */
  series?: Series | null
  /** Its units and time grid; absent or null where places are only counted. */
  layout?: Layout | null
  /** When its draw was announced to take place, and when registration was closed. */
  announcedDrawAt?: number
  ticketsClosedAt?: number
  /** When its ballot was drawn; null or absent: not yet, or no ballot. */
  drawnAt?: number | null
  /** For a meal sitting: when its orders were frozen, null: not yet. Absent: it is none. */
  frozenAt?: number | null
}

/** What a decision about part of a container needs to know. */
export interface SpaceFacts {
  layout: Layout
  /** Opening and closing time of the session. */
  hours: Span
  span: Span
  /** The requested unit; null: any. */
  unitId: string | null
  /** Holder of each spot: the id of a booking or closure. */
  spots: Readonly<Record<string, string>>
  closures: Readonly<Record<string, { reason: string }>>
}

/** An upcoming booking or a wait, as an entry of the account's ledger. */
export interface ActiveBooking {
  bookingId: string
  sessionId: string
  kind: Kind
  title: string
  startsAt: number
  endsAt: number
  memberIds: string[]
  /** Waits for places: counts against being in the same session twice, but not against overlap and limits. */
  waiting?: true
  /** The series enrolment it belongs to; all bookings of an enrolment count once against limits. */
  enrolment?: string
  /** It is a ballot ticket, or a place won with one; a household may have one per session. */
  ticket?: true
  /** How often the centre had moved the session when these times were noted. */
  moves: number
  /** The change of the party that it reflects, see `BookingDocument`; absent: none. */
  partyChanges?: number
}

/** Everything a booking decision needs. */
export interface BookingFacts {
  now: number
  session: SessionFacts
  party: Member[]
  active: ActiveBooking[]
  /** Counted no-shows of the household. */
  missed: CountedNoShows
  /** When warnings about no-shows were shown, by member; absent: a pause needs none. */
  warned?: CountedNoShows | undefined
  /** The requested part of a container; absent where places are only counted. */
  space?: SpaceFacts
}
