import { create } from 'zustand'
import { stored } from '../storage'

const agreedBefore = stored<boolean>({
  name: 'privacy-agreed',
  version: 1,
  upgrade: old => (old === true ? true : null),
  kept: 'lasting',
})

interface PrivacyState {
  /** Called with the person's answer; null while nothing is asked. */
  waiting: ((agreed: boolean) => void) | null
  /** Shows the sheet and resolves with the answer. A second call while it is open gets the same answer. */
  ask(): Promise<boolean>
  answer(agreed: boolean): void
}

/** Consent to the processing of personal data, asked for once before the first data is entered. */
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
    if (agreed) agreedBefore.write(true)
    set({ waiting: null })
    waiting?.(agreed)
  },
}))

/**
 * Asks for consent before the first personal data is entered, unless it was given before. WeChat asks before its own
 * interfaces; for input into our forms we ask, on both targets.
 */
export async function privacyAgreed(): Promise<boolean> {
  return agreedBefore.read() === true || usePrivacy.getState().ask()
}
