import { quarterOf } from '@domain/participation/issue'
import { DAY, localDate } from '@domain/time'
import { aCentre, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPointGood, aPointTask } from '../../worlds/fixtures/points'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

/** What a centre issues in a quarter is bounded by what it has put in stock. */

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    pointtasks: [aPointTask({ points: 5, every: 'day' })],
    pointgoods: [aPointGood({ points: 6, left: 7 })],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

/** Reports of so many households, which one neighbour each confirms at once. */
async function confirmAll(names: readonly string[], at = now) {
  const deeds = await Promise.all(
    names.map(name =>
      cloud.ask(name, 'points.report', { taskId: 'sweep', date: localDate(at), hours: null, note: '扫了' }),
    ),
  )
  await Promise.all(
    deeds.map(({ deed }, n) => cloud.ask(`neighbour-${names[n]}`, 'points.confirm', { code: deed.code ?? '' })),
  )
}
const households = (what: string, most: number) => Array.from({ length: most }, (_, n) => `${what}-${n}`)
const issued = async () => {
  const deeds = await cloud.stored('deeds')
  return deeds.reduce((sum, { points }) => sum + (points ?? 0), 0)
}
const quarter = async () => (await cloud.ask('manager', 'office.points', { centreId: CENTRE })).quarter
const addStock = async (added: number) => {
  const { goods } = await cloud.ask('manager', 'office.points', { centreId: CENTRE })
  const [{ id: goodId, revision } = { id: '', revision: 0 }] = goods
  await cloud.ask('manager', 'office.savePointGood', {
    ...{ centreId: CENTRE, goodId, revision, kind: 'food', title: '食盐 1 袋', points: 6, isOpen: true, added },
  })
}

test('twelve deeds that are confirmed at once earn no more than what is in stock, and more after stock has come', async () => {
  expect(await quarter()).toEqual({ bound: 42, issued: 0 })
  await confirmAll(households('first', 12))
  expect(await issued()).toBe(42)
  expect(await quarter()).toEqual({ bound: 42, issued: 42 })
  expect(await cloud.ask('first-0', 'points.home', { centreId: CENTRE })).toMatchObject({ quarterLeft: 0 })
  await addStock(2)
  expect(await quarter()).toEqual({ bound: 54, issued: 42 })
  await confirmAll(households('second', 3))
  expect(await issued()).toBe(54)
  const [issue] = await cloud.stored('pointissues')
  expect(issue).toMatchObject({ issued: 54, open: {}, dueAt: 0 })
})

test('what the cap of a household leaves is not issued, and is there for others', async () => {
  await cloud.seed({ pointtasks: [aPointTask({ _id: 'big', points: 58, every: 'once' })] })
  await addStock(100)
  const { deed } = await cloud.ask('mum', 'points.report', {
    ...{ taskId: 'big', date: localDate(now), hours: null, note: '调解好了' },
  })
  await cloud.ask('dad', 'points.confirm', { code: deed.code ?? '' })
  await confirmAll(['mum'])
  expect(await issued()).toBe(60)
  expect((await quarter()).issued).toBe(60)
})

test('a quarter begins anew with what is still in stock', async () => {
  await confirmAll(households('first', 12))
  await addStock(1)
  const next = now + 95 * DAY
  expect(quarterOf(next)).not.toBe(quarterOf(now))
  cloud.later(95 * DAY)
  expect(await quarter()).toEqual({ bound: 48, issued: 0 })
  await confirmAll(['later'], next)
  expect(await quarter()).toEqual({ bound: 48, issued: 5 })
  // What comes in this quarter is counted once.
  await addStock(1)
  expect(await quarter()).toEqual({ bound: 54, issued: 5 })
})

test('an entry whose call has died ends with its deed', async () => {
  await confirmAll(['mum'])
  const [deed] = await cloud.stored('deeds')
  const [issue] = await cloud.stored('pointissues')
  expect(issue?.issued).toBe(5)
  await cloud.seed({
    pointissues: [
      {
        ...{ _id: `${CENTRE}-2020q1`, centreId: CENTRE, carried: 42, issued: 9, dueAt: now - 1, revision: 3 },
        open: { [deed?._id ?? '']: { points: 7, at: now - DAY }, gone: { points: 2, at: now - DAY } },
      },
    ],
  })
  await cloud.tick()
  const [, healed] = (await cloud.stored('pointissues')).sort((a, b) => (a._id < b._id ? 1 : -1))
  expect(healed).toMatchObject({ open: {}, issued: 5, dueAt: 0 })
})
