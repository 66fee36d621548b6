import { create } from 'zustand'
import { readStored, store } from '@/platform/storage'

const KEY = 'home-centre'

interface HomeCentre {
  /** The centre to show first; null: the server chooses. */
  centreId: string | null
  choose(centreId: string): void
}

/** The centre on the first screen, remembered on this device. */
export const useHomeCentre = create<HomeCentre>(set => ({
  centreId: readStored<string>(KEY),
  choose(centreId) {
    store(KEY, centreId)
    set({ centreId })
  },
}))
