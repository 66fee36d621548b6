import { cloudNow } from '../cloud/support/clock'
import { startTestCloud } from '../cloud/support/cloud'
import { aCentre, anOffering, aSession } from '../cloud/support/fixtures'
import { type Bench, median } from './report'

const LATENCY_MS = 15
const RUNS = 15

/**
 * Database calls of a booking, and how many of them wait for one another: the time a call takes with a simulated latency
 * on every database call, less the time it takes without, in units of that latency.
 */
export const roundTrips: Bench = async () => {
  const cloud = await startTestCloud({ maxInstances: 1 })
  try {
    const now = cloudNow()
    await cloud.seed({
      centres: [aCentre()],
      offerings: [anOffering()],
      sessions: [
        aSession(now, { _id: 'open', capacity: 1000 }),
        aSession(now, { _id: 'full', capacity: 1, reserve: 1 }),
      ],
    })
    let people = 0
    const timed = async (sessionId: string) => {
      const started = performance.now()
      const record = await cloud.send(`person-${people++}`, 'booking.create', { sessionId, memberIds: ['self'] })
      return { ms: performance.now() - started, calls: record.databaseCalls, ok: record.reply.ok }
    }
    const series = async (sessionId: string) => {
      const runs = []
      for (let run = 0; run < RUNS; run++) runs.push(await timed(sessionId))
      return { ms: median(runs.map(({ ms }) => ms)), calls: runs[0]?.calls ?? Number.NaN }
    }
    await series('open')
    await series('full')
    const [openFast, fullFast] = [await series('open'), await series('full')]
    cloud.control({ latencyMs: LATENCY_MS })
    const [openSlow, fullSlow] = [await series('open'), await series('full')]
    const steps = (slow: { ms: number }, fast: { ms: number }) => Math.round((slow.ms - fast.ms) / LATENCY_MS)
    return [
      { what: 'a confirmed booking, sequential round trips', value: steps(openSlow, openFast), unit: 'trips', max: 4 },
      { what: 'a confirmed booking, database calls in all', value: openSlow.calls, unit: 'calls' },
      {
        what: 'a refusal because full, sequential round trips',
        value: steps(fullSlow, fullFast),
        unit: 'trips',
        max: 2,
      },
      { what: `a confirmed booking with ${LATENCY_MS} ms per database call (median)`, value: openSlow.ms, unit: 'ms' },
    ]
  } finally {
    await cloud.close()
  }
}
