import type { CountedNoShows } from '../noshows/ladder'
import type { Kind } from '../offerings/kinds'
import type { BookingRules } from '../offerings/rules'
import type { Member } from '../people/members'

/** What a decision needs to know of a session. Times are epoch ms. */
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
  status: 'open' | 'cancelled'
  rules: BookingRules
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
}
