import { MAX_SCANS_PER_CALL } from '@domain/contracts/staff-offline'
import { commit, newIntent } from '@/cloud/client'
import { asCloudError } from '@/cloud/errors'
import { answer, noteOnline, notUploaded, type QueuedScan, tidyQueue, useQueue } from './queue'

/** Centres at which the person no longer works: their scans are refused. */
type Barred = ReadonlySet<string>

let running: Promise<Barred> | null = null

/** Uploads the queue in portions until all scans are answered or the server cannot be reached. Runs once at a time. */
export function uploadScans(): Promise<Barred> {
  running ??= upload().finally(() => {
    running = null
  })
  return running
}

async function upload(): Promise<Barred> {
  tidyQueue()
  // A centre that refuses does not block the scans of others.
  const refused = new Set<string>()
  const barred = new Set<string>()
  for (;;) {
    const waiting = notUploaded(useQueue.getState().scans).filter(({ centreId }) => !refused.has(centreId))
    const [first] = waiting
    if (!first) return barred
    const { centreId } = first
    const portion = waiting.filter(scan => scan.centreId === centreId).slice(0, MAX_SCANS_PER_CALL)
    try {
      const { results } = await commit('staff.uploadScans', { centreId, scans: portion.map(asSent) }, newIntent())
      noteOnline(true)
      for (const result of results) answer(result)
      // Scans without a result are sent again the next time.
      if (results.length < portion.length) refused.add(centreId)
    } catch (thrown) {
      const { code } = asCloudError(thrown)
      noteOnline(code !== 'NETWORK')
      if (code === 'NETWORK') return barred
      if (code === 'FORBIDDEN') barred.add(centreId)
      refused.add(centreId)
    }
  }
}

function asSent({ nonce, code, at, sessionId, party }: QueuedScan) {
  return {
    nonce,
    code,
    at,
    ...(sessionId === null ? {} : { sessionId }),
    ...(party ? { bookingId: party.bookingId } : {}),
  }
}
