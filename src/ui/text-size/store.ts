import { create } from 'zustand'
import { readStored, store } from '@/platform/storage'
import { systemFontSize } from '@/platform/system'

/** From this system letter size (px, 16 is the usual one) on, the app starts in senior mode by itself. */
const SENIOR_FROM_PX = 20
const KEY = 'senior'

interface TextSize {
  senior: boolean
  /** Factor on every letter size, from the phone's own setting. */
  scale: number
  toggle(): void
}

function scaleFor(senior: boolean): number {
  const wanted = systemFontSize() / (senior ? 22 : 16)
  return Math.min(2, Math.max(1, wanted))
}

/** Senior mode: follows the phone's letter size on first start, then what the person chose. */
export const useTextSize = create<TextSize>((set, get) => {
  const senior = readStored<boolean>(KEY) ?? systemFontSize() >= SENIOR_FROM_PX
  return {
    senior,
    scale: scaleFor(senior),
    toggle() {
      const next = !get().senior
      store(KEY, next)
      set({ senior: next, scale: scaleFor(next) })
    },
  }
})
