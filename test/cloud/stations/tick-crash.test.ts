import { HOUR, MINUTE } from '@domain/time'
import type { SitterDocument } from '../../../cloudfunctions/lib/store/documents'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { aCentre } from '../support/fixtures'
import { breaches } from '../support/invariants'
import { aStation, stationOf } from './support'

/** The timer is killed before or after each of its calls, with every kind of work at stations to do. */
let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ maxInstances: 2 })
  await cloud.seed({ centres: [aCentre()] })
})
afterAll(() => cloud.close())

/** More calls than any tick of this test makes. */
const MANY = 80

/** Two stations: somebody whose time is up, a seat of a call that died, one that was moved away from, and the counted. */
async function world(n: number) {
  const now = Date.now()
  const ago = now - HOUR
  const [here, there] = [`here-${n}`, `there-${n}`]
  const visit = (name: string, until: number) => ({ visitId: `${name}-${n}`, from: ago, until })
  const sitter = (name: string, change: Partial<SitterDocument> = {}): SitterDocument => ({
    _id: `p-${name}-${n}`,
    visitId: `${name}-${n}`,
    stationId: here,
    stationName: '湖滨路暖锋驿站',
    from: ago,
    until: now + HOUR,
    former: null,
    movedAt: 0,
    revision: 1,
    ...change,
  })
  await cloud.seed({
    stations: [
      aStation({
        _id: here,
        capacity: 8,
        free: 2,
        counted: 2,
        countedUntil: now - 1,
        endsAt: now - 1,
        claimedAt: ago,
        visits: {
          [`p-stays-${n}`]: visit('stays', now + HOUR),
          [`p-over-${n}`]: visit('over', now - 1),
          [`p-died-${n}`]: visit('died', now + HOUR),
          [`p-moved-${n}`]: visit('moved-from', now + HOUR),
        },
      }),
      aStation({ _id: there, visits: { [`p-moved-${n}`]: visit('moved', now + HOUR) }, free: 19, endsAt: now + HOUR }),
    ],
    sitters: [
      sitter('stays'),
      sitter('over'),
      sitter('moved', {
        stationId: there,
        former: { visitId: `moved-from-${n}`, stationId: here, from: ago },
        movedAt: ago,
      }),
    ],
  })
  return async () => {
    expect(await stationOf(cloud, here)).toMatchObject({ free: 7, counted: 0, visits: { [`p-stays-${n}`]: {} } })
    expect(await stationOf(cloud, there)).toMatchObject({ free: 19 })
    const log = await cloud.stored('visits', { stationId: here })
    expect(log.map(({ _id, how }) => [_id, how]).sort()).toEqual([
      [`moved-from-${n}`, 'moved'],
      [`over-${n}`, 'timed-out'],
    ])
    expect(await breaches(cloud)).toEqual([])
  }
}

test('a tick that dies at any of its calls is made up for by the next', async () => {
  let points = 0
  let whole = 0
  for (let call = 1; call < MANY && whole < 2; call++) {
    const check = await world(call)
    // After one call is before the next: each gap is met once.
    const died = await cloud.tickWithFault({ kind: call % 2 === 0 ? 'before' : 'after', call })
    await Promise.all([cloud.tick(), cloud.tick()])
    cloud.control({ clockOffsetMs: 3 * MINUTE })
    await cloud.tick()
    cloud.control({ clockOffsetMs: 0 })
    await check()
    if (died) points++
    whole = died ? 0 : whole + 1
  }
  expect(points).toBeGreaterThanOrEqual(30)
  expect(points).toBeLessThan(MANY - 1)
})
