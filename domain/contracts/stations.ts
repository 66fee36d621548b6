import * as v from 'valibot'
import type { Location } from '../places/geo'
import type { OpeningHours } from '../places/opening-hours'
import type { Drawing } from '../stations/drawings'
import type { Facility } from '../stations/facilities'
import type { Closure } from '../stations/state'
import { id, location } from './fields'
import { route } from './route'
import type { SpaceCard } from './views'

/** A station's id is also the `scene` of its printed code, for which WeChat leaves 32 characters. */
export const stationId = v.pipe(id, v.maxLength(32))

/** A rest station as lists show it. */
export interface StationCard {
  id: string
  name: string
  county: string
  address: string
  location: Location
  /** Metres from where the caller asked; null when no place was given. */
  distance: number | null
  hours: OpeningHours
  closure: Closure | null
  facilities: Facility[]
  capacity: number
  free: number
  /** When `free` last changed or was confirmed. */
  seenAt: number
  healthDays: HealthDay[]
}

/** A day on which somebody measures blood pressure and answers questions; free of charge. */
export interface HealthDay {
  /** Local date, `YYYY-MM-DD`. */
  date: string
  /** Minutes after local midnight. */
  opens: number
  closes: number
  note: string
}

export interface StationView extends StationCard {
  centreId: string
  centreName: string
  phone: string
  /** How to get in, one line. */
  wayIn: string
  drawing: Drawing
  /** How long one may stay at a time, ms. */
  stay: number
}

/** Somebody's seat: taken at `from`, given back by itself at `until`. */
export interface VisitView {
  id: string
  stationId: string
  stationName: string
  from: number
  until: number
}

/** One station and the caller's own seat, wherever it is. */
export interface StationAnswer {
  now: number
  station: StationView
  visit: VisitView | null
}

export const stationRoutes = {
  /**
   * The nearest stations, at most sixty: those one can enter now and find a seat in first, each part nearest first.
   * Without a place they come in the city's order; `county` narrows them to one county.
   */
  'station.list': route<{ now: number; stations: StationCard[] }>()({
    effect: 'read',
    input: v.strictObject({
      location: v.optional(location),
      county: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
    }),
    errors: [],
  }),
  /** A station, with the berths of its centre that can be booked today. */
  'station.get': route<StationAnswer & { berths: SpaceCard[] }>()({
    effect: 'read',
    input: v.strictObject({ stationId, location: v.optional(location) }),
    errors: ['STATION_NOT_FOUND'],
  }),
  /**
   * Takes a seat: no account, no booking. Whoever sits there already keeps that seat; whoever sits elsewhere leaves that
   * seat with this one call.
   */
  'station.sit': route<StationAnswer>()({
    effect: 'write',
    input: v.strictObject({ stationId }),
    errors: ['STATION_NOT_FOUND', 'STATION_CLOSED', 'STATION_FULL'],
  }),
  /** Gives a seat back. One that is over already stays over. */
  'station.leave': route<StationAnswer>()({
    effect: 'write',
    input: v.strictObject({ stationId, visitId: id }),
    errors: ['STATION_NOT_FOUND'],
  }),
}
