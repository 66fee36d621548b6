import { MAX_SCANS_PER_CALL } from '@domain/contracts/staff-offline'
import { commit, newIntent } from '@/cloud/client'
import { asCloudError } from '@/cloud/errors'
import { answer, noteOnline, notUploaded, type QueuedScan, tidyQueue, useQueue } from './queue'

/** Centres at which the person works no longer: what waits for one of these is taken from nobody. */
type Barred = ReadonlySet<string>

let running: Promise<Barred> | null = null

/** Brings in what waits, in portions, until all of it is answered or the server is out of reach. One at a time. */
export function uploadScans(): Promise<Barred> {
  running ??= upload().finally(() => {
    running = null
  })
  return running
}

async function upload(): Promise<Barred> {
  tidyQueue()
  // A centre that refuses stands in nobody else's way.
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
      // What the server could not settle now is sent again the next time.
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

function asSent({ nonce, code, at, sessionId, guest }: QueuedScan) {
  return {
    nonce,
    code,
    at,
    ...(sessionId === null ? {} : { sessionId }),
    ...(guest ? { bookingId: guest.bookingId } : {}),
  }
}
