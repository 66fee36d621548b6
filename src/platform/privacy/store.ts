import { create } from 'zustand'
import { readStored, store } from '../storage'

const AGREED = 'privacy-agreed'

interface PrivacyState {
  /** Somebody waits for the person's answer. */
  waiting: ((agreed: boolean) => void) | null
  /** Shows the sheet; resolves with the answer. A second question while one is open joins it. */
  ask(): Promise<boolean>
  answer(agreed: boolean): void
}

/** The question whether personal data may be processed, shown once before the first of it is touched. */
export const usePrivacy = create<PrivacyState>((set, get) => ({
  waiting: null,
  ask: () =>
    new Promise(resolve => {
      const earlier = get().waiting
      set({
        waiting(agreed) {
          earlier?.(agreed)
          resolve(agreed)
        },
      })
    }),
  answer(agreed) {
    const { waiting } = get()
    if (agreed) store(AGREED, true)
    set({ waiting: null })
    waiting?.(agreed)
  },
}))

/**
 * Makes sure the person knows and agrees before the first personal data is entered. WeChat asks by itself before its
 * own interfaces; what people type into our forms is ours to ask for, on both targets.
 */
export async function privacyAgreed(): Promise<boolean> {
  return readStored<boolean>(AGREED) === true || usePrivacy.getState().ask()
}
