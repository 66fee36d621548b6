import type { RouteInput } from '@domain/contracts'
import type { Location } from '@domain/places/geo'
import { create } from 'zustand'
import { readStored, store } from '@/platform/storage'

const KEY = 'stations-place'

/** Where to look from when not from where one is: a county, or a centre that everybody knows. */
export type Place = { name: string; county: string } | { name: string; location: Location }

interface ChosenPlace {
  /** Null: around the person, or the whole city while nobody knows where that is. */
  place: Place | null
  choose(place: Place | null): void
}

/** The place that was chosen by name, remembered on this device. */
export const usePlace = create<ChosenPlace>(set => ({
  place: readStored<Place>(KEY),
  choose(place) {
    store(KEY, place)
    set({ place })
  },
}))

/** The route's input for a place, or for the person's whereabouts. */
export function listInput(place: Place | null, whereabouts: Location | null): RouteInput<'station.list'> {
  if (place) return 'county' in place ? { county: place.county } : { location: place.location }
  return whereabouts ? { location: whereabouts } : {}
}

/** What the list of this name is kept under on this device. */
export function keptAs(name: string): string {
  return `stations:${name}`
}

/** The name of the list around a place. */
export function nameOf(place: Place | null, whereabouts: Location | null): string {
  return place?.name ?? (whereabouts ? 'here' : 'city')
}
