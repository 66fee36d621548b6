import { create } from 'zustand'
import { readStored, store } from '@/platform/storage'

const KEY = 'home-centre'

interface HomeCentre {
  /** The centre the person wants to see first; null leaves the choice to the server. */
  centreId: string | null
  choose(centreId: string): void
}

/** The centre shown on the first screen, remembered on this device. */
export const useHomeCentre = create<HomeCentre>(set => ({
  centreId: readStored<string>(KEY),
  choose(centreId) {
    store(KEY, centreId)
    set({ centreId })
  },
}))
