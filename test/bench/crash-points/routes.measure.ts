import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteName } from '@domain/contracts'
import { allScenes } from '../../cloud/crash/scenes'
import type { SceneSpec, Stage } from '../../cloud/crash/stage'
import { startStage } from '../../cloud/crash/stage'
import { crashAndLeave, crashAndRetry } from '../../cloud/crash/suite'

/** Crash points of a route by what follows: somebody tries again, or nobody does. */
const points: Record<string, [number, number]> = {}
let stage: Stage

beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.cloud.close())
afterAll(() => writeFileSync(join(process.env.FIGURES ?? '', 'points'), JSON.stringify(points)))

const all = Object.entries(allScenes) as [RouteName, SceneSpec<RouteName>][]

test.each(all)('%s', async (route, spec) => {
  const retried = await crashAndRetry(stage, route, spec)
  points[route] = [retried, spec.heals ? await crashAndLeave(stage, route, spec) : 0]
})
