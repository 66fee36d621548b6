import type { Location } from '@domain/places/geo'
import { create } from 'zustand'
import { currentLocation } from '@/platform/location'
import { readStored, store } from '@/platform/storage'

const KEY = 'location'

interface Whereabouts {
  /** The position at the last request; null: never requested. */
  location: Location | null
  /** Requests the position, on a tap; false when there was no answer. */
  locate(): Promise<boolean>
}

/** The person's position. It is requested by a tap only, never on start. */
export const useLocation = create<Whereabouts>(set => ({
  location: readStored<Location>(KEY),
  async locate() {
    const location = await currentLocation()
    if (!location) return false
    store(KEY, location)
    set({ location })
    return true
  },
}))
