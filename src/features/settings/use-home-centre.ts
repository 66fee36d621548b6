import { create } from 'zustand'
import { stored } from '@/platform/storage'

const chosen = stored<string>({
  name: 'home-centre',
  version: 1,
  upgrade: old => (typeof old === 'string' ? old : null),
  kept: 'lasting',
})

interface HomeCentre {
  /** The centre to show first; null: the server chooses. */
  centreId: string | null
  choose(centreId: string): void
}

/** The centre on the first screen, remembered on this device. */
export const useHomeCentre = create<HomeCentre>(set => ({
  centreId: chosen.read(),
  choose(centreId) {
    chosen.write(centreId)
    set({ centreId })
  },
}))
