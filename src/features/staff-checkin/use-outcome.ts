import { useState } from 'react'
import { playSignal } from '@/platform/feedback'
import { kindOf, type Outcome } from './outcome'
import { noteCheckedIn } from './pack'

/** The outcome that is shown, with sound and vibration when it arrives. */
export function useOutcome() {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  return {
    outcome,
    tell: (next: Outcome) => {
      setOutcome(next)
      if (next.by === 'server') noteCheckedIn(next.result.bookingId, next.result.at)
      playSignal(kindOf(next))
    },
    clear: () => setOutcome(null),
  }
}
