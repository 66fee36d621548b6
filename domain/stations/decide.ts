import { type Refusal, refuse } from '../errors'
import { type Doors, stationState } from './state'

/** Why nobody can sit down now; null when a seat is there to be had. */
export function decideSit(now: number, station: Doors & { free: number }): Refusal | null {
  const state = stationState(station, now)
  if (!state.open) return refuse('STATION_CLOSED', { opensAt: state.opensAt, reason: state.reason })
  return station.free < 1 ? refuse('STATION_FULL', { nearest: null }) : null
}

/** Why staff cannot count so many people in (or out, below zero); null when they can. */
export function decideCount(
  now: number,
  station: Doors & { free: number; counted: number },
  people: number,
): Refusal | null {
  const { free, counted } = station
  const state = stationState(station, now)
  if (people > 0 && !state.open) return refuse('STATION_CLOSED', { opensAt: state.opensAt, reason: state.reason })
  return people > free || -people > counted ? refuse('COUNT_NOT_POSSIBLE', { free, counted }) : null
}

/** Those one can enter and find a seat in first, then full ones, then closed ones; the order within each stays. */
export function sortByAvailability<Station extends Doors & { free: number }>(
  stations: readonly Station[],
  now: number,
): Station[] {
  const rank = (station: Station) => (!stationState(station, now).open ? 2 : station.free > 0 ? 0 : 1)
  return [...stations].sort((a, b) => rank(a) - rank(b))
}
