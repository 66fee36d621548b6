import { create } from 'zustand'

/** A toast is shown this long, and longer by its characters, ms: slow readers read to the end. */
const LEAST_MS = 3000
const PER_CHARACTER_MS = 160
const MOST_MS = 10_000

/** How long a toast with this many characters is shown, ms. */
function readingTime(characters: number): number {
  return Math.min(MOST_MS, LEAST_MS + Math.max(0, characters - 8) * PER_CHARACTER_MS)
}

interface ToastState {
  /** The message that is shown; a new key restarts its animation. */
  message: { key: number; text: string; hint?: string | undefined } | null
  show(text: string, hint?: string): void
  hide(): void
}

let timer: ReturnType<typeof setTimeout> | undefined

/** The toast of the app: one at a time. */
export const useToast = create<ToastState>(set => ({
  message: null,
  show(text, hint) {
    clearTimeout(timer)
    set(state => ({ message: { key: (state.message?.key ?? 0) + 1, text, hint } }))
    timer = setTimeout(() => set({ message: null }), readingTime(text.length + (hint ?? '').length))
  },
  hide() {
    clearTimeout(timer)
    set({ message: null })
  },
}))

/** Shows one sentence and a hint, for as long as they take to read. */
export function toast(text: string, hint?: string): void {
  useToast.getState().show(text, hint)
}
