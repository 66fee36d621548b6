import type { RouteOutput } from '@domain/contracts'
import type { StationCard } from '@domain/contracts/stations'
import { readStored, storedNames } from '@/platform/storage'
import { keptAs } from './place'

/** A station as a list showed it, and when that was, epoch ms. */
export interface KnownStation {
  now: number
  station: StationCard
}

/** What the lists on this phone last said of a station; null when none had it. */
export function stationFromLists(id: string): KnownStation | null {
  const known = storedNames(keptAs('')).flatMap(name => {
    const list = readStored<RouteOutput<'station.list'>>(name)
    const station = list?.stations.find(candidate => candidate.id === id)
    if (!list || !station) return []
    // From a place chosen by name it is so far, not from the person.
    const distance = name === keptAs('here') ? station.distance : null
    return [{ now: list.now, station: { ...station, distance } }]
  })
  return known.sort((a, b) => b.now - a.now)[0] ?? null
}
