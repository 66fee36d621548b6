import type { StationCard } from '@domain/contracts/stations'
import type { CentreCard } from '@domain/contracts/views'
import type { Spot } from '@domain/places/clusters'
import type { Location } from '@domain/places/geo'
import { sayFar, sayOpen } from '@/features/centres/hours'
import { saySeats, sayStationHours, sayWay } from '@/features/stations/words'
import type { PillTone } from '@/ui/pill'

/** A station or a centre on the map. */
export interface MapSpot extends Spot {
  kind: 'station' | 'centre'
  /** The id of the station or the centre; `id` is unique among both. */
  of: string
  name: string
  address: string
  /** What counts now: free seats, or whether it is open. */
  state: { tone: PillTone; text: string }
  /** How far, and until when it is open. */
  note: string
}

/** What a map of the surroundings needs. */
export interface MapProps {
  spots: readonly MapSpot[]
  /** Where the person is, as far as known. */
  whereabouts: Location | null
  chosen: string | null
  onChoose: (id: string) => void
}

/** Stations as they are drawn. */
export function stationSpots(stations: readonly StationCard[], now: number, live: boolean): MapSpot[] {
  return stations.map(station => ({
    id: `station-${station.id}`,
    kind: 'station',
    of: station.id,
    name: station.name,
    address: station.address,
    location: station.location,
    state: saySeats(station, now, live),
    note: [sayWay(station, 'person'), sayStationHours(station, now).until].filter(Boolean).join(' · '),
  }))
}

/** Centres as they are drawn. */
export function centreSpots(centres: readonly CentreCard[], now: number): MapSpot[] {
  return centres.map(centre => {
    const { open, text, until } = sayOpen(centre, now)
    return {
      id: `centre-${centre.id}`,
      kind: 'centre',
      of: centre.id,
      name: centre.name,
      address: centre.address,
      location: centre.location,
      state: { tone: open ? 'good' : 'quiet', text },
      note: [sayFar(centre), until].filter(Boolean).join(' · '),
    }
  })
}
