import { create } from 'zustand'

const SHOWN_MS = 3200

interface ToastState {
  /** The one message on show; a new key restarts it. */
  message: { key: number; text: string; hint?: string | undefined } | null
  show(text: string, hint?: string): void
  hide(): void
}

let timer: ReturnType<typeof setTimeout> | undefined

/** The one short message of the app. */
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

/** Says one sentence to the person for about three seconds. */
export function toast(text: string, hint?: string): void {
  useToast.getState().show(text, hint)
}
