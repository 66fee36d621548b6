import { create } from 'zustand'

const SHOWN_MS = 3200

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
    timer = setTimeout(() => set({ message: null }), SHOWN_MS)
  },
  hide() {
    clearTimeout(timer)
    set({ message: null })
  },
}))

/** Shows one sentence for about three seconds. */
export function toast(text: string, hint?: string): void {
  useToast.getState().show(text, hint)
}
