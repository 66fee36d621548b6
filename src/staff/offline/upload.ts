import { SCANS_A_CALL } from '@domain/contracts/staff-offline'
import { commit, newIntent } from '@/cloud/client'
import { asCloudError } from '@/cloud/errors'
import { answer, noteOnline, type QueuedScan, tidyQueue, useQueue, waitingOf } from './queue'

let running: Promise<void> | null = null

/** Brings in what waits, in portions, until all of it is answered or the server is out of reach. One at a time. */
export function uploadScans(): Promise<void> {
  running ??= upload().finally(() => {
    running = null
  })
  return running
}

async function upload(): Promise<void> {
  tidyQueue()
  // A centre that refuses stands in nobody else's way.
  const refused = new Set<string>()
  for (;;) {
    const waiting = waitingOf(useQueue.getState().scans).filter(({ centreId }) => !refused.has(centreId))
    const [first] = waiting
    if (!first) return
    const { centreId } = first
    const portion = waiting.filter(scan => scan.centreId === centreId).slice(0, SCANS_A_CALL)
    try {
      const { results } = await commit('staff.uploadScans', { centreId, scans: portion.map(asSent) }, newIntent())
      noteOnline(true)
      for (const result of results) answer(result)
      // What the server could not settle now is sent again the next time.
      if (results.length < portion.length) refused.add(centreId)
    } catch (thrown) {
      const { code } = asCloudError(thrown)
      noteOnline(code !== 'NETWORK')
      if (code === 'NETWORK') return
      refused.add(centreId)
    }
  }
}

function asSent({ nonce, code, at, sessionId, guest }: QueuedScan) {
  return {
    nonce,
    code,
    at,
    ...(sessionId === null ? {} : { sessionId }),
    ...(guest ? { bookingId: guest.bookingId } : {}),
  }
}
