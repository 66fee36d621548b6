import type { RouteInput, RouteOutput } from '@domain/contracts'
import type { Location } from '@domain/places/geo'
import { create } from 'zustand'
import { stored, storedFamily } from '@/platform/storage'

const remembered = stored<Place>({ name: 'stations-place', version: 1, kept: 'lasting' })

/** A place chosen by name: a county, or the surroundings of a centre. */
export type Place = { name: string; county: string } | { name: string; location: Location }

interface ChosenPlace {
  /** Null: around the person, or the whole city while their position is unknown. */
  place: Place | null
  choose(place: Place | null): void
}

/** The chosen place, remembered on this device. */
export const usePlace = create<ChosenPlace>(set => ({
  place: remembered.read(),
  choose(place) {
    if (place) remembered.write(place)
    else remembered.remove()
    set({ place })
  },
}))

/** The input of `station.list` for a place, or for the person's position. */
export function listInput(place: Place | null, whereabouts: Location | null): RouteInput<'station.list'> {
  if (place) return 'county' in place ? { county: place.county } : { location: place.location }
  return whereabouts ? { location: whereabouts } : {}
}

/** The stored lists, by the name of their place. */
export const stationLists = storedFamily<RouteOutput<'station.list'>>({ name: 'stations', version: 1, kept: 'fetched' })

/** The name of the list around a place. */
export function nameOf(place: Place | null, whereabouts: Location | null): string {
  return place?.name ?? (whereabouts ? 'here' : 'city')
}
