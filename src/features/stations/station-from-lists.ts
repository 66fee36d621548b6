import type { RouteOutput } from '@domain/contracts'
import type { StationCard } from '@domain/contracts/stations'
import { readStored, storedNames } from '@/platform/storage'
import { keptAs } from './place'

/** A station as a list showed it, and when, epoch ms. */
export interface KnownStation {
  now: number
  station: StationCard
}

/** A station from the lists stored on this phone, the latest first; null when none has it. */
export function stationFromLists(id: string): KnownStation | null {
  const known = storedNames(keptAs('')).flatMap(name => {
    const list = readStored<RouteOutput<'station.list'>>(name)
    const station = list?.stations.find(candidate => candidate.id === id)
    if (!list || !station) return []
    // Distances in other lists are not from the person but from the place that was chosen.
    const distance = name === keptAs('here') ? station.distance : null
    return [{ now: list.now, station: { ...station, distance } }]
  })
  return known.sort((a, b) => b.now - a.now)[0] ?? null
}
