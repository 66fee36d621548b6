import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld, type StoreWrapper } from './in-process/world'
import { aBallot } from './support/ballot'
import { invariantViolations } from './support/invariants'

/** What happens when a concurrent write wins every time. */

const now = Date.parse('2026-07-01T02:00:00Z')
const own = { memberIds: ['guoguo'] }
const world = openWorld()

beforeEach(async () => {
  world.reset()
  world.wrapStore(store => store)
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', now)],
    sessions: [
      aSession(now, { _id: 'class', startsAt: now + HOUR }),
      aBallot(now, { _id: 'ballot', startsAt: now + DAY + HOUR }),
    ],
  })
})

/** Makes every update of a collection fail that changes this field. */
function failUpdates(
  collection: 'accounts' | 'sessions',
  field: string,
): { wrapStore: StoreWrapper; lost: () => number } {
  let lost = 0
  const wrapStore: StoreWrapper = store => {
    const table = store[collection] as unknown as { update: (where: object, change: object) => Promise<number> }
    const update = async (where: object, change: object) => {
      if (!(field in change)) return table.update(where, change)
      lost++
      return 0
    }
    return { ...store, [collection]: { ...table, update } } as typeof store
  }
  return { wrapStore, lost: () => lost }
}

test('a booking whose ledger is changed by others every time is answered BUSY, and made when it is sent again', async () => {
  const book = async () => {
    const call = { sessionId: 'class', ...own }
    return (await world.start('mum', 'booking.create', call, { requestId: 'the-same' })).finish()
  }
  const { wrapStore, lost } = failUpdates('accounts', 'ledger')
  world.wrapStore(wrapStore)
  expect(await book()).toMatchObject({ ok: false, code: 'BUSY' })
  expect(lost()).toBeGreaterThan(1)
  world.wrapStore(store => store)
  expect(await book()).toMatchObject({ ok: true, data: { booking: { status: 'confirmed' } } })
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('a draw that loses every time is no failure of the timer: the next tick draws', async () => {
  await (
    await world.start('mum', 'ballot.register', { sessionId: 'ballot', ...own }, { requestId: 'a-ticket' })
  ).finish()
  const [session] = await world.stored('sessions', { _id: 'ballot' })
  world.setClock((session?.drawAt ?? 0) + MINUTE)
  const { wrapStore, lost } = failUpdates('sessions', 'drawn')
  world.wrapStore(wrapStore)
  expect(await (await world.startTick()).finish()).toMatchObject({ ok: true })
  expect(lost()).toBeGreaterThan(1)
  expect(await world.stored('bookings')).toMatchObject([{ status: 'registered' }])
  world.wrapStore(store => store)
  await (await world.startTick()).finish()
  expect(await world.stored('bookings')).toMatchObject([{ status: 'confirmed' }])
})
