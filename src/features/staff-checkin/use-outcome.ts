import { useState } from 'react'
import { playSignal } from '@/platform/feedback'
import { kindOf, type Outcome } from './outcome'

/** The outcome that is on show, told to ear and hand as well when it comes. */
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
