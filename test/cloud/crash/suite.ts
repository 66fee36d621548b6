import { randomUUID } from 'node:crypto'
import type { RouteName } from '@domain/contracts'
import { MINUTE } from '@domain/time'
import { invariantViolations } from '../support/invariants'
import type { CallOptions, TestCloud } from '../support/test-cloud'
import { crashPoints } from './points'
import { freshStage, type SceneSpec, type Scenes, type Stage, startStage } from './stage'

/** No write makes more calls than this. */
const MAX_CALLS = 60

/** Runs the timer after the platform has ended every call that could still be running. */
export async function tickAfterCrash(cloud: TestCloud): Promise<void> {
  cloud.later(3 * MINUTE)
  await cloud.tick()
  cloud.later(0)
}

export type AnyScene = SceneSpec<RouteName>

/**
 * Kills every write route at the points of `crashPoints`, and tests two continuations: the person repeats the
 * call under the same request id; or nobody does, and the timer cleans up when the call is stale.
 */
export function crashSuite(...scenes: Scenes[]): void {
  let stage: Stage
  beforeEach(async () => {
    stage = await startStage()
  })
  afterEach(() => stage.cloud.close())

  // Two of them may have a scene for the same route.
  const all = scenes.flatMap(each => Object.entries(each) as [RouteName, AnyScene][])

  test.each(all)('%s: a retry after a crash at any point gives what was asked for, once', async (route, spec) => {
    expect(await crashAndRetry(stage, route, spec)).toBeGreaterThanOrEqual(spec.leastPoints)
  })

  const healing = all.filter(([, { heals }]) => heals)
  if (healing.length === 0) return
  test.each(healing)('%s: is finished or undone by the timer when nobody tries again', async (route, spec) => {
    expect(await crashAndLeave(stage, route, spec)).toBeGreaterThanOrEqual(spec.leastPoints)
  })
}

/** The first continuation. Returns the number of crash points; throws where one does not heal. */
export async function crashAndRetry(stage: Stage, route: RouteName, spec: AnyScene): Promise<number> {
  const { cloud } = stage
  return crashEverywhere(stage, route, spec, async (scene, requestId) => {
    const again = () => cloud.send(scene.openid, route, scene.input as never, { requestId })
    const [first, second] = await Promise.all([again(), again()])
    expect(first.reply).toMatchObject({ ok: true })
    expect(second.reply).toMatchObject({ ok: true })
    // The reply also contains the current state of the session; only the outcome must be equal.
    if (first.reply.ok && second.reply.ok && 'booking' in first.reply.data) {
      expect(second.reply.data).toMatchObject({ booking: first.reply.data.booking })
    }
    await tickAfterCrash(cloud)
    await scene.check()
    expect(await invariantViolations(cloud)).toEqual([])
  })
}

/** The second continuation; returns and throws like the first. */
export async function crashAndLeave(stage: Stage, route: RouteName, spec: AnyScene): Promise<number> {
  return crashEverywhere(stage, route, spec, async () => {
    await tickAfterCrash(stage.cloud)
    await tickAfterCrash(stage.cloud)
    expect(await invariantViolations(stage.cloud)).toEqual([])
  })
}

/** Crashes a scene at every point of `crashPoints` and continues with `live`. Returns the number of crash points. */
export async function crashEverywhere(
  stage: Stage,
  route: RouteName,
  spec: AnyScene,
  live: (scene: Awaited<ReturnType<AnyScene['scene']>>, requestId: string) => Promise<void>,
): Promise<number> {
  return crashPoints(MAX_CALLS, async ({ kind, call }) => {
    await freshStage(stage)
    const scene = await spec.scene(stage)
    const requestId = randomUUID()
    const fault: CallOptions['fault'] = `${kind}:${call}`
    const options = { requestId, isFirst: true, fault } as const
    const { status } = await stage.cloud.send(scene.openid, route, scene.input as never, options)
    if (status === 200) return false
    await live(scene, requestId)
    return true
  })
}
