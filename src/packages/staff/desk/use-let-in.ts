import { useEffect } from 'react'
import { outcomeUnknown } from '@/cloud/errors'
import { useAction } from '@/cloud/use-action'
import { kindOf, type Outcome } from '@/features/staff-checkin/outcome'
import { useOutcome } from '@/features/staff-checkin/use-outcome'
import { playSignal } from '@/platform/feedback'
import { sayProblem } from './say-problem'

/** Checks in parties that were found by name. Without a network the list stays and says what to do instead. */
export function useLetIn(centreId: string) {
  const { run, busy, error, clear: forget } = useAction('staff.checkInByName')
  const { outcome, tell, clear } = useOutcome()
  const refused = error && !outcomeUnknown(error) ? error : null
  const refusal: Outcome | null = refused && { by: 'refusal', error: refused }
  useEffect(() => {
    if (refused) playSignal(kindOf({ by: 'refusal', error: refused }))
  }, [refused])
  return {
    busy,
    outcome: outcome ?? refusal,
    problem: error && !refused ? sayProblem('letIn', error) : null,
    letIn: async (bookingId: string) => {
      const result = await run({ centreId, bookingId })
      if (result) tell({ by: 'server', result })
    },
    clear: () => {
      clear()
      forget()
    },
  }
}
