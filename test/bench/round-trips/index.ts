import { cloudNow } from '../../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../../cloud/support/whole-cloud'
import { type Bench, type Figure, median } from '../report'
import { seedWrites, type Write, writes } from './writes'

/** Long enough that calls sent together overlap, also on a busy machine. */
const LATENCY_MS = 60
const PLATFORM_MS = 15
const RUNS = 5

/**
 * Database calls of every write that people wait for, and how many of them are sequential: the longest chain of calls
 * in which each was sent after the answer to the one before, as the host sees them.
 */
export const roundTrips: Bench = async () => {
  const cloud = await startWholeCloud({ maxInstances: 1 })
  try {
    const now = cloudNow()
    await seedWrites(cloud, now)
    return await tripsOf(cloud, writes(now))
  } finally {
    await cloud.close()
  }
}

/** Measures some calls; of the first one also the time on a platform. */
export async function tripsOf(cloud: WholeCloud, calls: readonly Write[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const write of calls) {
    const caller = new Caller(cloud, write)
    await caller.run(0)
    const { trips, calls: made } = await caller.run(LATENCY_MS)
    const { what, max } = write
    figures.push(
      { what: `${what}, sequential round trips`, value: trips, unit: 'trips', ...(max === undefined ? {} : { max }) },
      { what: `${what}, database calls in all`, value: made, unit: 'calls' },
    )
    if (figures.length === 2) {
      const { ms } = await caller.run(PLATFORM_MS)
      figures.push({ what: `${what} with ${PLATFORM_MS} ms per database call (median)`, value: ms, unit: 'ms' })
    }
  }
  return figures
}

/** Makes one kind of write repeatedly, each time as a new person. */
class Caller {
  private made = 0

  constructor(
    private readonly cloud: WholeCloud,
    private readonly write: Write,
  ) {}

  /** Median time of some calls, and their database calls. */
  async run(latencyMs: number): Promise<{ ms: number; trips: number; calls: number }> {
    const times: number[] = []
    const trips: number[] = []
    let calls = Number.NaN
    for (let run = 0; run < RUNS; run++) {
      const { openid, input } = await this.write.next(this.cloud, this.made++)
      this.cloud.control({ latencyMs })
      const started = performance.now()
      const { reply, databaseCalls, databaseTrips } = await this.cloud.send(openid, this.write.route, input as never)
      times.push(performance.now() - started)
      this.cloud.control({ latencyMs: 0 })
      if (!reply.ok && reply.code !== this.write.refusal) throw new Error(`${this.write.what}: ${reply.code}`)
      trips.push(databaseTrips)
      calls = databaseCalls
    }
    return { ms: median(times), trips: median(trips), calls }
  }
}
