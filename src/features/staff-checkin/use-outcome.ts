import { useState } from 'react'
import { playSignal } from '@/platform/feedback'
import { kindOf, type Outcome } from './outcome'

/** The outcome that is shown, with sound and vibration when it arrives. */
export function useOutcome() {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  return {
    outcome,
    tell: (next: Outcome) => {
      setOutcome(next)
      playSignal(kindOf(next))
    },
    clear: () => setOutcome(null),
  }
}
