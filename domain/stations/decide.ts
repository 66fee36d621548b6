import { type Refusal, refuse } from '../errors'
import { type StationHours, stationState } from './state'

/** Why a person cannot take a seat now; null when there is a free seat. */
export function decideSit(now: number, station: StationHours & { free: number }): Refusal | null {
  const state = stationState(station, now)
  if (!state.open) return refuse('STATION_CLOSED', { opensAt: state.opensAt, reason: state.reason })
  return station.free < 1 ? refuse('STATION_FULL', { nearest: null }) : null
}

/** Why staff cannot count this many people in (or out, when negative); null when they can. */
export function decideCount(
  now: number,
  station: StationHours & { free: number; counted: number },
  people: number,
): Refusal | null {
  const { free, counted } = station
  const state = stationState(station, now)
  if (people > 0 && !state.open) return refuse('STATION_CLOSED', { opensAt: state.opensAt, reason: state.reason })
  return people > free || -people > counted ? refuse('COUNT_NOT_POSSIBLE', { free, counted }) : null
}

/** Sorts stations: open with free seats, then full, then closed; stable within each group. */
export function sortByAvailability<Station extends StationHours & { free: number }>(
  stations: readonly Station[],
  now: number,
): Station[] {
  const rank = (station: Station) => (!stationState(station, now).open ? 2 : station.free > 0 ? 0 : 1)
  return [...stations].sort((a, b) => rank(a) - rank(b))
}
