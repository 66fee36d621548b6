import type { HealthDay } from '@domain/contracts/stations'
import type { OpeningHours } from '@domain/places/opening-hours'
import type { Drawing } from '@domain/stations/drawings'
import type { Facility } from '@domain/stations/facilities'
import type { Closure } from '@domain/stations/state'
import type { GeoPoint } from './places'

/**
 * A rest station and the only guard of its seats: `free` + visits + `counted` = `capacity`, at every step. The id is the
 * `scene` of its printed code, 32 characters at most.
 */
export interface StationDocument {
  _id: string
  centreId: string
  centreName: string
  name: string
  county: string
  address: string
  phone: string
  location: GeoPoint
  hours: OpeningHours
  wayIn: string
  drawing: Drawing
  facilities: Facility[]
  healthDays: HealthDay[]
  /** How long a visit lasts at most, ms. */
  stay: number
  /** Place in the city's own order. */
  order: number
  capacity: number
  free: number
  /** Who sits here, by account: nobody twice. */
  visits: Record<string, OpenVisit>
  /** People without the app, counted by staff; they are forgotten at `countedUntil`. */
  counted: number
  countedUntil: number
  /** Earliest moment at which a visit or the count may be over; `FAR_FUTURE` when nobody is here. */
  endsAt: number
  /** Counts arrivals, so that `endsAt` is never put off over one that was not seen. */
  arrivals: number
  /** Last arrival that the reconciler has not yet looked at; 0: none. */
  claimedAt: number
  closure: (Closure & { id: string }) | null
  /** What happened and may not be in the log yet, by the id it has there. It also tells a replay from a new call. */
  events: Record<string, StationEvent>
  /** When the log was last brought up to date, or needs to be since; 0: nothing to log. */
  eventsAt: number
  /** When `free` last changed or was confirmed. */
  seenAt: number
}

export interface OpenVisit {
  visitId: string
  from: number
  until: number
}

/** `loggedAt` is when it was copied into the log; 0: not yet. */
export type StationEvent = { at: number; loggedAt: number } & (EndedVisit | StaffAct)

export interface EndedVisit {
  what: 'visit'
  from: number
  until: number
  how: 'left' | 'moved' | 'timed-out' | 'closed'
}

export type StaffAct =
  | { what: 'counted'; people: number; by: string }
  | { what: 'closed'; reason: string; until: number; by: string }
  | { what: 'opened'; by: string }

/** Where a person sat down last, and the only guard of "one seat a person": changed under `revision`. */
export interface SitterDocument {
  /** The account. */
  _id: string
  visitId: string
  stationId: string
  stationName: string
  from: number
  until: number
  /** The seat that this one replaced and that may not be free yet; null: none. */
  former: { visitId: string; stationId: string; from: number } | null
  /** Since when `former` is to be given up; 0: nothing is. */
  movedAt: number
  revision: number
}

/** A visit that is over, for statistics; append-only, and nobody's name on it. */
export interface VisitDocument extends Omit<EndedVisit, 'what'> {
  _id: string
  stationId: string
  centreId: string
}

/** What staff did to a station; append-only. */
export type StationActDocument = { _id: string; stationId: string; centreId: string; at: number } & StaffAct
