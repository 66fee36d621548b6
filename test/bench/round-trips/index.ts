import { cloudNow } from '../../cloud/support/clock'
import { startTestCloud, type TestCloud } from '../../cloud/support/cloud'
import { type Bench, type Figure, median } from '../report'
import { seedWrites, type Write, writes } from './writes'

/** Long against everything else that a call does, so that a machine that is busy with other things counts no trip more. */
const LATENCY_MS = 60
const PLATFORM_MS = 15
const RUNS = 5

/**
 * Database calls of every write that people wait for, and how many of them wait for one another: the time a call takes with
 * a simulated latency on every database call, less the time it takes without, in units of that latency.
 */
export const roundTrips: Bench = async () => {
  const cloud = await startTestCloud({ maxInstances: 1 })
  try {
    const now = cloudNow()
    await seedWrites(cloud, now)
    const figures: Figure[] = []
    for (const write of writes(now)) {
      const calls = new Caller(cloud, write)
      await calls.run(0)
      const fast = await calls.run(0)
      const slow = await calls.run(LATENCY_MS)
      const trips = Math.round((slow.ms - fast.ms) / LATENCY_MS)
      const { what, max } = write
      figures.push(
        { what: `${what}, sequential round trips`, value: trips, unit: 'trips', ...(max === undefined ? {} : { max }) },
        { what: `${what}, database calls in all`, value: slow.calls, unit: 'calls' },
      )
      if (figures.length === 2) {
        const { ms } = await calls.run(PLATFORM_MS)
        figures.push({ what: `${what} with ${PLATFORM_MS} ms per database call (median)`, value: ms, unit: 'ms' })
      }
    }
    return figures
  } finally {
    await cloud.close()
  }
}

/** Makes one kind of write again and again, each time as somebody new. */
class Caller {
  private made = 0

  constructor(
    private readonly cloud: TestCloud,
    private readonly write: Write,
  ) {}

  /** Median time of some calls, and their database calls. */
  async run(latencyMs: number): Promise<{ ms: number; calls: number }> {
    const times: number[] = []
    let calls = Number.NaN
    for (let run = 0; run < RUNS; run++) {
      const { openid, input } = await this.write.next(this.cloud, this.made++)
      this.cloud.control({ latencyMs })
      const started = performance.now()
      const { reply, databaseCalls } = await this.cloud.send(openid, this.write.route, input as never)
      times.push(performance.now() - started)
      this.cloud.control({ latencyMs: 0 })
      if (!reply.ok && reply.code !== this.write.refusal) throw new Error(`${this.write.what}: ${reply.code}`)
      calls = databaseCalls
    }
    return { ms: median(times), calls }
  }
}
