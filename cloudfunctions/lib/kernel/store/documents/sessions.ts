import type { Guest } from '@domain/desk/guest'
import type { Category, Kind } from '@domain/offerings/kinds'
import type { Layout, Span, Unit } from '@domain/offerings/layout'
import type { BookingRules } from '@domain/offerings/rules'
import type { Series } from '@domain/series/series'
import type { DrawRecord } from './ballots'

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
  category: Category
  title: string
  room: string
  teacher: string
  startsAt: number
  endsAt: number
  capacity: number
  /** Places kept for walk-ins and people who book by phone; the app cannot take them. */
  reserve: number
  /** Places of the reserve that the desk has given away; absent: none. */
  reserveTaken?: number
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
  /** The centre excuses everybody who did not come, and why; absent: it does not. */
  excused?: SessionExcuse
  /** Since when records of those who did not come may still have to follow that; 0 or absent: none. */
  excuseAt?: number
  /** The series it belongs to, if any. */
  series?: Series | null
  /** When it is decided who did not come; null: done, or never. */
  settleAt: number | null
  /** How often the centre has moved it. A claim is only taken on the times that were read. */
  moves: number
  /** Its numbered parts and its grid of time; absent or null where places are only counted. */
  layout?: Layout | null
  /** Who holds which spot: the id of a booking or of a closure. `seatsLeft` counts the spots that are not here. */
  spots?: Record<string, string>
  /** Spots that the centre keeps to itself, by request; those that were opened again stay for the record. */
  closures?: Record<string, SpotClosure>
  /** Last change that its bookings have not all followed yet; 0: none. */
  changedAt: number
  /** What the centre changed, by request id, so that a replay changes nothing. */
  changes: Record<string, SessionChange>
  /** Of a ballot: when the timer has to look at it next; 0 or absent: never. While it is set, nobody is offered a place. */
  drawAt?: number
  /** Of a ballot: when the draw is due, as it was announced. It never changes, wherever the session is moved. */
  announcedDrawAt?: number
  /** When the list of tickets was closed, from which moment nobody registers; absent: it is open. */
  ticketsClosedAt?: number
  /** SHA-256 of the first part of the seed that the ballot will be drawn with; absent until there is one. */
  seedHash?: string
  /** When the ballot was drawn; null or absent: not yet, or there is none. */
  drawnAt?: number | null
  /** The draw, as it was written in the same change that moved the winners to the claims. */
  drawn?: DrawRecord
}

/** The centre closed a part of a container for a while. */
export interface SpotClosure {
  /** Null: all units that people can book. */
  unit: Unit | null
  span: Span
  spots: string[]
  reason: string
  at: number
  /** Account of the manager. */
  by: string
  /** Null while it stands. */
  opened: { at: number; by: string } | null
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

/** Of a session to which people could not come, or could not be checked in. */
interface SessionExcuse {
  reason: string
  at: number
  /** Account of the manager. */
  by: string
  requestId: string
}

/** A party in a session: who booked, for whom, when. */
export interface WaitEntry {
  accountId: string
  attendees: { memberId: string; nickname: string }[]
  /** The numbered parts it holds; absent where places are only counted. */
  spots?: string[]
  /** Of a container: the unit, and from when to when. */
  unit?: Unit
  span?: Span
  /** So many of its places are of the reserve, and go back there. */
  fromReserve?: number
  /** Booked at the desk, for somebody without the app. */
  guest?: DeskGuest
  requestId: string
  at: number
  /** It came as the household's ticket in the ballot. */
  ticket?: true
  /** Its place in drawn order, from 1. */
  rank?: number
}

/** A guest, and the account of whoever of the staff let the party in at once; null: they come later. */
export interface DeskGuest extends Guest {
  letInBy: string | null
}

export interface Claim extends WaitEntry {
  /** Of a series that is booked as a whole: the enrolment, which decides what becomes of the claim. */
  enrolment?: string
  /** Of a place that was offered: the offer, to which a refused claim goes back. */
  offer?: Offer
  /** Of a place that was offered: which attempt at it this is. */
  acceptance?: string
  /** Of a place that was drawn: when. */
  wonAt?: number
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
