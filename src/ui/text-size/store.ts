import { create } from 'zustand'
import { stored } from '@/platform/storage'
import { systemFontSize } from '@/platform/system'

/** The app starts in senior mode from this system font size on, px; 16 is the default. */
const SENIOR_FROM_PX = 20
const chosen = stored<boolean>({
  name: 'senior',
  version: 1,
  upgrade: old => (typeof old === 'boolean' ? old : null),
  kept: 'lasting',
})

interface TextSize {
  senior: boolean
  /** Factor for all font sizes, from the phone's setting. */
  scale: number
  toggle(): void
}

function scaleFor(senior: boolean): number {
  const wanted = systemFontSize() / (senior ? 22 : 16)
  return Math.min(2, Math.max(1, wanted))
}

/** Senior mode: follows the phone's font size on first start, then the person's choice. */
export const useTextSize = create<TextSize>((set, get) => {
  const senior = chosen.read() ?? systemFontSize() >= SENIOR_FROM_PX
  return {
    senior,
    scale: scaleFor(senior),
    toggle() {
      const next = !get().senior
      chosen.write(next)
      set({ senior: next, scale: scaleFor(next) })
    },
  }
})
