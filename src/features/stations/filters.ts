import type { StationCard } from '@domain/contracts/stations'
import type { Facility } from '@domain/stations/facilities'
import { stationState } from '@domain/stations/state'
import { comingHealthDays } from './words'

/** The filters of the list. They are applied on the phone, so they work on a stored list too. */
export interface Filters {
  /** Open now, with a free seat. */
  seats: boolean
  /** With a health-check day to come. */
  health: boolean
  facilities: readonly Facility[]
}

export const NO_FILTERS: Filters = { seats: false, health: false, facilities: [] }

/** Whether a station passes the filters. */
export function fits(station: StationCard, { seats, health, facilities }: Filters, now: number): boolean {
  if (seats && !(station.free > 0 && stationState(station, now).open)) return false
  if (health && comingHealthDays(station, now).length === 0) return false
  return facilities.every(facility => station.facilities.includes(facility))
}

/** The filters with one facility switched on or off. */
export function toggle(filters: Filters, facility: Facility): Filters {
  const { facilities } = filters
  const without = facilities.filter(one => one !== facility)
  return { ...filters, facilities: without.length < facilities.length ? without : [...facilities, facility] }
}
