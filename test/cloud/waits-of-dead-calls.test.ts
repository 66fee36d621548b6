import { MINUTE } from '@domain/time'
import type { DatabaseCall } from './in-process/memory-store'
import { now, openWaits, PARTY, small } from './support/stored-waits'

/** Calls that join a waitlist and die before their booking is stored: the reconciler stores it, and takes it from the list. */

const { world, open, call, book, tickAfter, counted, violations } = openWaits()

/** So many parties join, and each call dies after this database call. */
async function deadJoins(parties: number, dies: number) {
  for (let n = 0; n < parties; n++)
    await (await call(`person-${n}`, 'waitlist.join', PARTY, { kind: 'after', call: dies })).finish()
}
const stored = async () => (await world.stored('bookings', { status: 'waiting' })).length
const storesBooking = ({ collection, method }: DatabaseCall) => collection === 'bookings' && method === 'insert'

beforeEach(async () => {
  await open()
  await world.seed({ sessions: [small()] })
  await book('holder')
})

test.each([
  ['listed', 1, 5],
  ['in the ledger', 5, 6],
  ['listed', 51, 5],
])(
  'parties that were %s when their calls died wait, and the session lists them no longer: %d',
  async (_what, parties, dies) => {
    await deadJoins(parties, dies)
    expect(await counted()).toMatchObject({ listed: parties, waiting: parties })
    expect(await stored()).toBe(0)
    await tickAfter(3)
    await tickAfter(3)
    expect(await counted()).toMatchObject({ listed: 0, waiting: parties })
    expect(await stored()).toBe(parties)
    expect(await violations()).toEqual([])
  },
)

test('a call that is still running keeps its entry in the list', async () => {
  await deadJoins(2, 5)
  world.setClock(now + 3 * MINUTE)
  const slow = await call('late', 'waitlist.join', PARTY)
  await slow.until(storesBooking)
  await tickAfter(0)
  expect(await counted()).toMatchObject({ listed: 1, waiting: 3 })
  expect(await stored()).toBe(2)
  expect(await slow.finish()).toMatchObject({ ok: true })
  await tickAfter(3)
  expect(await counted()).toMatchObject({ listed: 0, waiting: 3 })
  expect(await stored()).toBe(3)
  expect(await violations()).toEqual([])
})
