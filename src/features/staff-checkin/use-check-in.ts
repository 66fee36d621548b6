import type { RosterParty } from '@domain/checkin/pack-reader'
import { useRef, useState } from 'react'
import { commit, newIntent } from '@/cloud/client'
import { cloudNow } from '@/cloud/clock'
import { asCloudError, CloudError, outcomeUnknown } from '@/cloud/errors'
import { withTimeout } from '@/cloud/timeout'
import type { Outcome } from './outcome'
import { readerOf } from './pack'
import { checkedInHere, enqueue, noteCall, useQueue } from './queue'
import { uploadScans } from './upload'
import { useOutcome } from './use-outcome'

/** How long a scan waits for the server before the phone decides, ms: people are queueing. */
const PATIENCE_MS = 3000

interface Scan {
  code: string
  nonce: string
  at: number
}

/**
 * Checks in one code after the other. Asks the server while it decides; when it cannot be reached, fails or takes too long,
 * the roster on the phone decides and the scan is queued. Both use the same nonce, so that a late answer of the server counts
 * once.
 */
export function useCheckIn(centreId: string, sessionId: string | undefined) {
  const [busy, setBusy] = useState(false)
  const { outcome, tell, clear: hide } = useOutcome()
  const running = useRef(false)
  const asked = useRef<Scan | null>(null)

  /** Queues the scan for upload; false when the phone has no room for it. */
  const keep = ({ code, nonce, at }: Scan, party: RosterParty | null) => {
    const kept = enqueue({ nonce, centreId, code, at, sessionId: sessionId ?? null, party, result: null })
    void uploadScans()
    return kept
  }

  const byPhone = (scan: Scan): Outcome => {
    const verdict = readerOf(centreId).read(scan.code, {
      now: scan.at,
      sessionId: sessionId ?? null,
      cameAt: checkedInHere,
    })
    const lets = verdict.kind === 'accepted' || (verdict.kind === 'unsure' && verdict.doubt === null)
    if (verdict.kind === 'unsure' && verdict.doubt) asked.current = scan
    if (lets && !keep(scan, verdict.kind === 'accepted' ? verdict.party : null)) {
      return { by: 'refusal', error: new CloudError('NETWORK') }
    }
    return { by: 'phone', verdict, trouble: useQueue.getState().trouble }
  }

  const byServer = async ({ code, nonce }: Scan): Promise<Outcome> => {
    const input = { centreId, code, ...(sessionId ? { sessionId } : {}) }
    try {
      const result = await withTimeout(commit('staff.checkIn', input, nonce), PATIENCE_MS)
      noteCall(null)
      return { by: 'server', result }
    } catch (thrown) {
      return { by: 'refusal', error: asCloudError(thrown) }
    }
  }

  const check = async (code: string) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    const scan = { code, nonce: newIntent(), at: cloudNow() }
    try {
      const first = useQueue.getState().trouble === null ? await byServer(scan) : null
      if (first && !(first.by === 'refusal' && outcomeUnknown(first.error))) {
        tell(first)
        return
      }
      if (first) noteCall(first.error)
      tell(byPhone(scan))
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  /** Admits, on the decision of staff, somebody whom the phone cannot verify. */
  const admit = () => {
    const scan = asked.current
    asked.current = null
    if (!scan) return
    if (!keep(scan, null)) tell({ by: 'refusal', error: new CloudError('NETWORK') })
    else tell({ by: 'phone', verdict: { kind: 'unsure', doubt: null }, trouble: useQueue.getState().trouble })
  }

  const clear = () => {
    asked.current = null
    hide()
  }

  return { busy, outcome, check, admit, clear }
}
