import type { StationCard } from '@domain/contracts/stations'
import { cloudNow } from '@/cloud/clock'
import { POSITION_VALID_FOR } from '@/features/settings/use-location'
import { stationLists } from './place'

/** A station as a list showed it, and when, epoch ms. */
export interface KnownStation {
  now: number
  station: StationCard
}

/** A station from the lists stored on this phone, the latest first; null when none has it. */
export function stationFromLists(id: string): KnownStation | null {
  const known = stationLists.keys().flatMap(name => {
    const list = stationLists.at(name).read()
    const station = list?.stations.find(candidate => candidate.id === id)
    if (!list || !station) return []
    // Distances in other lists are from the place that was chosen, and those from the person are soon out of date.
    const fromPerson = name === 'here' && cloudNow() - list.now < POSITION_VALID_FOR
    const distance = fromPerson ? station.distance : null
    return [{ now: list.now, station: { ...station, distance } }]
  })
  return known.sort((a, b) => b.now - a.now)[0] ?? null
}
