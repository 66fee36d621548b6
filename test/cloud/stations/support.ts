import { aStation, CENTRE, STATION } from '../../../worlds/fixtures/index'
import { type Random, seededRandom } from '../../../worlds/random'
import { proofOf } from '../support/id-secret'
import { seatViolations } from '../support/invariants/stations'
import type { TestCloud } from '../support/test-cloud'

/** Returns the stored station of a test, without the code under test. */
export async function stationOf(cloud: TestCloud, _id = STATION) {
  const [station] = await cloud.stored('stations', { _id })
  if (!station) throw new Error(`no station ${_id}`)
  return station
}

/** Riders who come and go, and staff who count; each remembers the seat that they believe they have. */
export class Crowd {
  readonly random: Random
  private readonly visits = new Map<string, string>()
  /** Number of calls by answer: `OK`, a refusal, or `DIED`. */
  readonly answers: Record<string, number> = {}
  /** Violations found at any step. */
  readonly violations: string[] = []

  constructor(
    private readonly cloud: TestCloud,
    private readonly riders: readonly string[],
    { seed, faults = 0 }: { seed: string; faults?: number },
  ) {
    this.random = seededRandom(seed)
    this.faults = faults
  }

  private readonly faults: number

  /** Runs this many acts at once; checks the station after every answer. */
  async step(howMany: number): Promise<void> {
    const chosen = Array.from(
      { length: howMany },
      () => this.riders[this.random.whole(0, this.riders.length - 1)] ?? '',
    )
    await Promise.all([...chosen.map(rider => this.act(rider)), this.countSomebody()])
  }

  private async act(rider: string): Promise<void> {
    const visitId = this.visits.get(rider)
    const options = this.random.chance(this.faults)
      ? { fault: `${this.random.chance(0.5) ? 'before' : 'after'}:${this.random.whole(1, 6)}` as const }
      : {}
    const { status, reply } =
      visitId && this.random.chance(0.7)
        ? await this.cloud.send(rider, 'station.leave', { stationId: STATION, visitId }, options)
        : await this.cloud.send(rider, 'station.sit', { stationId: STATION, proof: proofOf(STATION) }, options)
    if (status === 200 && reply.ok) this.remember(rider, reply.data.visit?.id)
    await this.look(status === 200 ? (reply.ok ? 'OK' : reply.code) : 'DIED')
  }

  private remember(rider: string, visitId: string | undefined): void {
    if (visitId) this.visits.set(rider, visitId)
    else this.visits.delete(rider)
  }

  private async countSomebody(): Promise<void> {
    const by = this.random.pick([-1, 1, 2, -2, 0])
    await this.look(
      await this.cloud.codeOf('staff', 'staff.adjustOccupancy', { centreId: CENTRE, stationId: STATION, by }),
    )
  }

  private async look(answer: string): Promise<void> {
    this.answers[answer] = (this.answers[answer] ?? 0) + 1
    this.violations.push(...seatViolations(await stationOf(this.cloud)))
  }
}

export { aStation, STATION }
