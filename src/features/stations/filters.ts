import type { StationCard } from '@domain/contracts/stations'
import type { Facility } from '@domain/stations/facilities'
import { stationState } from '@domain/stations/state'
import { comingHealthDays } from './words'

/** What the list is narrowed to. The phone does it: it works on the list of last time, too. */
export interface Filters {
  /** One can walk in and sit down now. */
  seats: boolean
  /** There is a health check to come. */
  health: boolean
  facilities: readonly Facility[]
}

export const NO_FILTERS: Filters = { seats: false, health: false, facilities: [] }

/** Whether a station is what is looked for. */
export function fits(station: StationCard, { seats, health, facilities }: Filters, now: number): boolean {
  if (seats && !(station.free > 0 && stationState(station, now).open)) return false
  if (health && comingHealthDays(station, now).length === 0) return false
  return facilities.every(facility => station.facilities.includes(facility))
}

/** The same filters with one facility more, or less. */
export function toggle(filters: Filters, facility: Facility): Filters {
  const { facilities } = filters
  const without = facilities.filter(one => one !== facility)
  return { ...filters, facilities: without.length < facilities.length ? without : [...facilities, facility] }
}
