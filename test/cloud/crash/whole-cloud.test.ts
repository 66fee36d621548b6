import { type RouteName, routes } from '@domain/contracts'
import { TEST_DEPTH } from '../../depth'
import { startWholeCloud } from '../support/whole-cloud'
import { allScenes } from './scenes'
import { type SceneSpec, startStage } from './stage'
import { crashAndRetry } from './suite'

/**
 * The other crash tests run in one process. Here instances of the deployed bundles are killed behind HTTP and the SDK: they
 * have as many crash points, and heal as well.
 */
const killed: ('booking.create' | 'staff.checkIn')[] =
  TEST_DEPTH === 'deep' ? ['booking.create', 'staff.checkIn'] : ['booking.create']

test.each(killed)('%s dies and heals on the whole local cloud as it does in one process', async route => {
  const spec = allScenes[route] as SceneSpec<typeof route>
  const points = []
  for (const open of [() => startWholeCloud({ maxInstances: 2 }), undefined]) {
    const stage = await startStage(open)
    points.push(await crashAndRetry(stage, route, spec as never))
    await stage.cloud.close()
  }
  expect(points[0]).toBe(points[1])
  expect(points[0]).toBeGreaterThanOrEqual(spec.leastPoints)
})

test('every write route is killed somewhere, and only writes are', () => {
  const writes = (Object.keys(routes) as RouteName[]).filter(name => routes[name].effect === 'write')
  expect(Object.keys(allScenes).sort()).toEqual(writes.sort())
})
