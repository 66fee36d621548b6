import * as v from 'valibot'
import type { Location } from '../places/geo'
import type { OpeningHours } from '../places/opening-hours'
import type { Drawing } from '../stations/drawings'
import type { Facility } from '../stations/facilities'
import { PROOF_LENGTH } from '../stations/scene'
import type { Closure } from '../stations/state'
import { id, location } from './fields'
import { route } from './route'
import type { SpaceCard } from './views'

/** A station's id. With the proof it is the `scene` of its printed code, which WeChat limits to 32 characters. */
export const stationId = v.pipe(id, v.maxLength(32))

/** A rest station in a list. */
export interface StationCard {
  id: string
  name: string
  county: string
  address: string
  location: Location
  /** Metres from the given location; null without one. */
  distance: number | null
  hours: OpeningHours
  closure: Closure | null
  facilities: Facility[]
  capacity: number
  free: number
  /** When `free` last changed or was confirmed, epoch ms. */
  seenAt: number
  healthDays: HealthDay[]
}

/** A day with free health checks. */
export interface HealthDay {
  /** Local date, `YYYY-MM-DD`. */
  date: string
  /** Minutes after local midnight. */
  opens: number
  closes: number
  note: string
}

/** A rest station on its own page. */
export interface StationView extends StationCard {
  centreId: string
  centreName: string
  phone: string
  /** How to get in, one line. */
  wayIn: string
  drawing: Drawing
  /** Longest visit, ms. */
  stay: number
}

/** A person's seat: taken at `from`, released automatically at `until`. */
export interface VisitView {
  id: string
  stationId: string
  stationName: string
  from: number
  until: number
  /** Kept for a short time only, until the person scans the code at the door. */
  held: boolean
}

/** One station, and the caller's seat at any station. */
export interface StationAnswer {
  now: number
  station: StationView
  visit: VisitView | null
}

/** Routes of rest stations. */
export const stationRoutes = {
  /**
   * The nearest stations, at most 60: open ones with free seats first, each group nearest first. Without a location in
   * the city's order; optionally of one county.
   */
  'station.list': route<{ now: number; stations: StationCard[] }>()({
    effect: 'read',
    input: v.strictObject({
      location: v.optional(location),
      county: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
    }),
    errors: [],
  }),
  /** A station, with today's berths at its centre. */
  'station.get': route<StationAnswer & { berths: SpaceCard[] }>()({
    effect: 'read',
    input: v.strictObject({ stationId, location: v.optional(location) }),
    errors: ['STATION_NOT_FOUND'],
  }),
  /**
   * Takes a seat, without form or booking: for a visit with the proof of the code at the door, for ten minutes without or
   * with a wrong one. A person who has this seat keeps it, and with the proof a kept seat becomes a visit; a seat elsewhere is
   * given up in the same call.
   */
  'station.sit': route<StationAnswer>()({
    effect: 'write',
    input: v.strictObject({
      stationId,
      /** From the printed code. */
      proof: v.optional(v.pipe(v.string(), v.length(PROOF_LENGTH), v.regex(/^[a-z2-7]+$/))),
    }),
    errors: ['STATION_NOT_FOUND', 'STATION_CLOSED', 'STATION_FULL', 'SEAT_LIMIT'],
  }),
  /** Leaves a seat. Does nothing if the visit is over already. */
  'station.leave': route<StationAnswer>()({
    effect: 'write',
    input: v.strictObject({ stationId, visitId: id }),
    errors: ['STATION_NOT_FOUND'],
  }),
}
