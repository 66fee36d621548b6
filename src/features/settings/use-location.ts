import type { Location } from '@domain/places/geo'
import { create } from 'zustand'
import { currentLocation } from '@/platform/location'
import { readStored, store } from '@/platform/storage'

const KEY = 'location'

interface Whereabouts {
  /** Where the person was when last asked; null while they never wanted to be. */
  location: Location | null
  /** Asks the phone, on the person's own tap; tells whether an answer came. */
  locate(): Promise<boolean>
}

/** The person's whereabouts: only ever asked for by a tap, never on start. */
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
