import type { HealthDay } from '@domain/contracts/stations'
import type { OpeningHours } from '@domain/places/opening-hours'
import type { Drawing } from '@domain/stations/drawings'
import type { Facility } from '@domain/stations/facilities'
import type { Sit } from '@domain/stations/limits'
import type { Closure } from '@domain/stations/state'
import type { GeoPoint } from './places'

/**
 * A rest station, and the only guard of its seats: `free` + visits + `counted` = `capacity` at every step. The id is
 * the `scene` of its printed code, at most 32 characters.
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
  /** Longest visit, ms. */
  stay: number
  /** Position in the city's order. */
  order: number
  capacity: number
  free: number
  /** Open visits by account id; at most one per account. */
  visits: Record<string, OpenVisit>
  /** People without the app, counted by staff; reset at `countedUntil`. */
  counted: number
  countedUntil: number
  /** Earliest moment at which a visit or the count may end; `FAR_FUTURE` when nobody is here. */
  endsAt: number
  /** Counts arrivals, so that `endsAt` and `claimedAt` are never overwritten after an unseen one. */
  arrivals: number
  /**
   * The earliest arrival that the reconciler has not checked yet; absent: none. 0 in documents of earlier versions: not known.
   */
  claimedAt?: number
  closure: (Closure & { id: string }) | null
  /** Events that may not be in the log yet, by their id in the log. Also used to recognise replays. */
  events: Record<string, StationEvent>
  /** When the log was last updated, or since when it has to be; 0: nothing to log. */
  eventsAt: number
  /** When `free` last changed or was confirmed. */
  seenAt: number
  /** The latest changes in the back office, so that a late replay changes nothing; absent: none. */
  changes?: string[]
}

/** A person's current visit. */
export interface OpenVisit {
  visitId: string
  from: number
  until: number
  /** Kept for a short time: the person has not scanned the code at the door yet. Absent: they have. */
  held?: true
}

/** An event; `loggedAt`: when it was copied to the log, 0 for not yet. */
export type StationEvent = { at: number; loggedAt: number } & (EndedVisit | StaffAct)

/** A visit that has ended, and how. */
export interface EndedVisit {
  what: 'visit'
  from: number
  until: number
  /** `ended`: by staff. */
  how: 'left' | 'moved' | 'timed-out' | 'closed' | 'ended'
  /** The person never scanned the code at the door, so perhaps never came. */
  held?: true
}

/** An action of staff on a station. */
export type StaffAct =
  | { what: 'counted'; people: number; by: string }
  | { what: 'closed'; reason: string; until: number; by: string }
  | { what: 'opened'; by: string }
  | { what: 'ended'; visitId: string; by: string }

/** A person's latest visit, and the only guard of "one seat per person": changed under `revision`. */
export interface SitterDocument {
  /** The account id. */
  _id: string
  visitId: string
  stationId: string
  stationName: string
  from: number
  /** The latest moment until which the visit may last; the station knows whether it ends earlier. */
  until: number
  /** Seats taken lately, for the limits of a person; absent in older documents. */
  sits?: Sit[]
  /** The previous seat, which may not be released yet; null: none. */
  former: { visitId: string; stationId: string; from: number } | null
  /** Since when `former` has to be released; 0: nothing to release. */
  movedAt: number
  revision: number
}

/** A past visit, for statistics; append-only and without personal data. */
export interface VisitDocument extends Omit<EndedVisit, 'what'> {
  _id: string
  stationId: string
  centreId: string
}

/** A staff action on a station; append-only. */
export type StationActDocument = {
  _id: string
  stationId: string
  centreId: string
  at: number
  /** When the number of the member of staff is due to be removed, epoch ms; 0: it is; absent in the first shape. */
  forgetAt?: number | null
} & StaffAct
