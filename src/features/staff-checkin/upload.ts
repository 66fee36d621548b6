import { commit, newIntent } from '@/cloud/client'
import { asCloudError, outcomeUnknown } from '@/cloud/errors'
import { answer, noteCall, notUploaded, type QueuedScan, tidyQueue, useQueue } from './queue'

/** Centres at which the person no longer works: their scans are refused. */
type Barred = ReadonlySet<string>

/** Scans per call: few, so that an answer comes in time on a slow network and with a busy server. */
const MAX_PORTION = 10
let portionSize = MAX_PORTION
/** How often each scan was sent without an answer, so that one that the server cannot process does not block the others. */
const tries = new Map<string, number>()
/** After so many sendings without an answer a scan itself is taken to be the reason. */
const HOPELESS = 3
const triesOf = ({ nonce }: QueuedScan) => tries.get(nonce) ?? 0

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
  // A centre that refuses or fails does not block the scans of others.
  const refused = new Set<string>()
  const barred = new Set<string>()
  for (;;) {
    const waiting = notUploaded(useQueue.getState().scans).filter(({ centreId }) => !refused.has(centreId))
    const [first] = waiting.sort((a, b) => triesOf(a) - triesOf(b))
    if (!first) return barred
    const { centreId } = first
    const portion = waiting.filter(scan => scan.centreId === centreId).slice(0, portionSize)
    for (const scan of portion) tries.set(scan.nonce, triesOf(scan) + 1)
    try {
      const { results } = await commit('staff.uploadScans', { centreId, scans: portion.map(asSent) }, newIntent())
      noteCall(null)
      for (const result of results) answer(result)
      portionSize = Math.min(MAX_PORTION, portionSize * 2)
      // The server answers as many scans as one call has time for; the others are sent again.
      if (results.length === 0) refused.add(centreId)
    } catch (thrown) {
      const error = asCloudError(thrown)
      // Scans that fail again and again do not mean that the server does: the next one is still asked of it.
      const hopeless = portion.every(scan => triesOf(scan) > HOPELESS)
      if (error.code === 'NETWORK' || !hopeless) noteCall(error)
      if (error.code === 'FORBIDDEN') barred.add(centreId)
      // It may have been too much for one call, or one scan may spoil it: the next call gets fewer, and other ones.
      if (outcomeUnknown(error)) portionSize = Math.max(1, Math.floor(portionSize / 2))
      if (error.code === 'NETWORK') return barred
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
