import { DAY, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { withPoints } from '../../worlds/fixtures/points'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

/** A household splits: who takes the points. */

const now = cloudNow()
const HOUSEHOLDS = ['mum', 'son', 'daughter', 'manager']
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  const { purses, pointrows } = withPoints('mum', 100, { now, until: now + 200 * DAY })
  await cloud.seed({
    centres: [aCentre()],
    accounts: HOUSEHOLDS.map(openid => aHousehold(openid, now)),
    staff: [aStaff('manager', { role: 'manager' }), aStaff('desk')],
    ...{ purses, pointrows },
  })
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
  const rows = await cloud.stored('pointrows')
  // What has moved sums to zero over all households.
  expect(rows.reduce((sum, { entries }) => sum + (entries.moved ?? 0), 0)).toBe(0)
  expect((await cloud.stored('purses')).flatMap(({ leaving = {} }) => Object.keys(leaving))).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

const split = (points: number, to = 'son', { from = 'mum', by = 'manager' } = {}) =>
  cloud.codeOf(by, 'office.splitPoints', {
    ...{ centreId: CENTRE, fromId: accountIdOf(from), toId: accountIdOf(to), points, reason: '成家搬出去' },
  })
/** Lets the timer finish an erasure. */
async function erased(): Promise<void> {
  for (let n = 1; n < 5; n++) {
    cloud.later(n * 10 * MINUTE)
    await cloud.tick()
  }
}
const has = async (openid: string) => (await cloud.ask(openid, 'points.home', { centreId: CENTRE })).spendable

test('points go to the household that leaves, with their moment of expiry, and both read it in their history', async () => {
  expect(await split(40)).toBe('OK')
  expect([await has('mum'), await has('son')]).toEqual([60, 40])
  const whatOf = async (openid: string) =>
    (await cloud.ask(openid, 'points.history', {})).items.map(({ what, points }) => [what, points])
  expect((await whatOf('mum'))[0]).toEqual(['split', -40])
  expect(await whatOf('son')).toEqual([['joined', 40]])
  const purses = await cloud.stored('purses')
  expect(purses.flatMap(({ lots }) => lots.map(({ until }) => until))).toEqual([now + 200 * DAY, now + 200 * DAY])
  // It is gone from the records of splits after a month; the ledger keeps it.
  cloud.later(31 * DAY)
  await cloud.tick()
  expect(await cloud.stored('pointsplits')).toEqual([])
  expect(await has('son')).toBe(40)
})

test('twenty splits of 10 from 100 points at once move 100 and no more', async () => {
  const codes = await Promise.all(Array.from({ length: 20 }, (_, n) => split(10, n % 2 === 0 ? 'son' : 'daughter')))
  expect(codes.filter(code => code === 'OK')).toHaveLength(10)
  expect(codes.filter(code => code === 'POINTS_SHORT')).toHaveLength(10)
  expect([await has('mum'), (await has('son')) + (await has('daughter'))]).toEqual([0, 100])
})

test('nobody splits for their own household, from an unknown one, to itself, or more than there is', async () => {
  expect(await split(10, 'manager')).toBe('OWN_HOUSEHOLD')
  expect(await split(10, 'son', { by: 'desk' })).toBe('FORBIDDEN')
  expect(await split(10, 'mum')).toBe('HOUSEHOLD_NOT_FOUND')
  expect(await split(10, 'nobody')).toBe('HOUSEHOLD_NOT_FOUND')
  expect(await split(101)).toBe('POINTS_SHORT')
  await cloud.ask('son', 'me.erase', {})
  expect(await split(10)).toBe('HOUSEHOLD_NOT_FOUND')
  await erased()
  expect(await has('mum')).toBe(100)
})

test('a household that owes points pays with what comes in', async () => {
  await cloud.seed({
    purses: [
      {
        ...{ _id: accountIdOf('daughter'), lots: [], listed: {}, kept: {}, months: {}, owed: 15, rows: {}, rowsAt: 0 },
        ...{ expireAt: 0, usedAt: now, revision: 1 },
      },
    ],
    pointrows: [
      {
        ...{ _id: 'reclaimed-old', what: 'reclaimed', entries: { listed: 15, spendable: -15 }, reverses: null },
        ...{ subject: 'old', accountId: accountIdOf('daughter'), centreId: CENTRE, at: now, forgottenAt: null },
      },
      {
        ...{ _id: 'annulled-old', what: 'annulled', entries: { issued: 15, listed: -15 }, reverses: null },
        ...{ subject: 'old', accountId: accountIdOf('daughter'), centreId: CENTRE, at: now, forgottenAt: null },
      },
    ],
  })
  expect(await split(40, 'daughter')).toBe('OK')
  expect(await has('daughter')).toBe(25)
})

test('a household that is erased while points are on their way takes them with it', async () => {
  await split(30)
  await cloud.ask('son', 'me.erase', {})
  await erased()
  expect((await cloud.stored('purses')).map(({ _id }) => _id)).toEqual([accountIdOf('mum')])
  expect(JSON.stringify([await cloud.stored('pointsplits'), await cloud.stored('pointrows')])).not.toContain(
    accountIdOf('son'),
  )
})
