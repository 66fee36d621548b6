import type { CheckInResult } from '@domain/contracts/staff'
import { useRef, useState } from 'react'
import { commit, newIntent } from '@/cloud/client'
import { asCloudError, type CloudError } from '@/cloud/errors'
import { buzz, chime } from '@/platform/feedback'

export type Outcome = { ok: true; result: CheckInResult } | { ok: false; error: CloudError }

/** Checks one code after the other in; each scan is its own intention. */
export function useCheckIn(centreId: string, sessionId: string | undefined) {
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const running = useRef(false)

  const tell = (next: Outcome) => {
    const good = next.ok && next.result.outcome === 'accepted'
    setOutcome(next)
    buzz(good ? 'yes' : 'no')
    chime(good ? 'yes' : 'no')
  }

  const check = async (code: string) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      const input = { centreId, code, ...(sessionId ? { sessionId } : {}) }
      tell({ ok: true, result: await commit('staff.checkIn', input, newIntent()) })
    } catch (thrown) {
      tell({ ok: false, error: asCloudError(thrown) })
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  return { busy, outcome, check, clear: () => setOutcome(null) }
}
