import { MINUTE } from '@domain/time'
import { cloudNow } from '../../support/clock'
import { invariantViolations } from '../../support/invariants'
import { crashPoints } from '../points'
import { freshStage, type Stage, startStage } from '../stage'

export interface TickSpec {
  /** Least number of crash points; fewer mean that the tick had no work. */
  leastPoints: number
  /** Prepares work for the timer; `after`: when the tick runs, ms from now; `check`: throws when its result is wrong. */
  scene: (stage: Stage) => Promise<{ after?: number; check: () => Promise<void> }>
}

/** No tick makes more calls than this. */
const MAX_CALLS = 400

/**
 * Kills the timer at the points of `crashPoints`. Then two ticks run at once, and one more when the platform has
 * ended every call that could still be running: nothing is missing then, and nothing exists twice.
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

/** Returns the number of crash points; throws where one does not heal. */
async function crashTick(stage: Stage, spec: TickSpec): Promise<number> {
  const { cloud } = stage
  return crashPoints(MAX_CALLS, async fault => {
    await freshStage(stage)
    const { after = 0, check } = await spec.scene(stage)
    cloud.later(after)
    const died = await cloud.tickWithFault(fault)
    cloud.later(after + 3 * MINUTE)
    await Promise.all([cloud.tick(), cloud.tick()])
    await cloud.tick()
    await check()
    expect(await invariantViolations(cloud, cloudNow() + after)).toEqual([])
    cloud.later(0)
    return died
  })
}
