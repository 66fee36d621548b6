import { MINUTE } from '@domain/time'
import { cloudNow } from '../../support/clock'
import { invariantViolations } from '../../support/invariants'
import { freshStage, type Stage, startStage } from '../stage'

export interface TickSpec {
  /** Fewer points than these mean that there was little to do. */
  leastPoints: number
  /** A world in which the timer has work; answers when it comes by, ms from now, and what must have come of it. */
  scene: (stage: Stage) => Promise<{ after?: number; check: () => Promise<void> }>
}

/** More calls than any tick makes. */
const MAX_CALLS = 200

/**
 * The timer is killed before and after each of its database calls. The next tick comes twice at once, and once more after
 * everything that could still be running has long been ended by the platform: nothing is missing then, and nothing is
 * there twice.
 */
export function tickCrashSuite(name: string, spec: TickSpec): void {
  let stage: Stage
  beforeAll(async () => {
    stage = await startStage()
  })
  afterAll(() => stage.cloud.close())

  test(`${name}: a tick that dies at any of its calls is made up for by the next`, async () => {
    expect(await crashTick(stage, spec)).toBeGreaterThanOrEqual(spec.leastPoints)
  })
}

/** Answers how many points there were; throws where one does not heal. */
async function crashTick(stage: Stage, spec: TickSpec): Promise<number> {
  const { cloud } = stage
  let points = 0
  for (const kind of ['before', 'after'] as const) {
    let died = true
    for (let call = 1; died; call++) {
      if (call === MAX_CALLS) throw new Error('a tick without an end')
      await freshStage(stage)
      const { after = 0, check } = await spec.scene(stage)
      cloud.later(after)
      died = await cloud.tickWithFault({ kind, call })
      cloud.later(after + 3 * MINUTE)
      await Promise.all([cloud.tick(), cloud.tick()])
      await cloud.tick()
      await check()
      expect(await invariantViolations(cloud, cloudNow() + after)).toEqual([])
      cloud.later(0)
      if (died) points++
    }
  }
  return points
}
