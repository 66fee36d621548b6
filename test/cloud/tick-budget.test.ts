import { DAY, MINUTE } from '@domain/time'
import { Condition, type Store } from '../../cloudfunctions/lib/kernel/store/port'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'

/** A tick has a time, of which it may use 40 s; what is left of the work waits for the next one. */

const START = Date.parse('2026-07-01T02:00:00Z')
const BUDGET = 40_000
const SESSIONS = 200

const world = openWorld()
/** The sessions that were begun, in the order in which they were. */
let begun: string[] = []

/** Notes which sessions are read one by one: so begins the work on each. */
const noting = (store: Store): Store => {
  const { get } = store.sessions
  const noted = async (id: string, ...rest: unknown[]) => {
    begun.push(id)
    return (get as (...input: unknown[]) => Promise<unknown>)(id, ...rest)
  }
  return { ...store, sessions: { ...store.sessions, get: noted as typeof get } }
}

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  world.wrapStore(noting)
  begun = []
  await world.seed({ centres: [aCentre()], offerings: [anOffering()] })
})

/** Sessions that are over, each a little longer than the next: nobody was booked, and that is still to be settled. */
const over = () =>
  Array.from({ length: SESSIONS }, (_, n) =>
    aSession(START, {
      _id: `over-${String(n).padStart(3, '0')}`,
      startsAt: START - DAY + n,
      settleAt: START - DAY + n,
    }),
  )
const unsettled = () => world.stored('sessions', { settleAt: { $ne: null } })

test('after its time a tick begins no further item; the rest stays due without a setback, and the next tick does it', async () => {
  await world.seed({ sessions: over() })
  // One database call takes 100 ms.
  let begunInTime = 0
  const elapsed = (calls: number) => {
    const ms = calls * 100
    if (ms <= BUDGET) begunInTime = begun.length
    return ms
  }
  expect(await (await world.startTick(null, elapsed)).finish()).toMatchObject({ ok: true })
  expect(begun.length).toBeLessThan(SESSIONS)
  // What was begun in time is done, in the order in which it was due.
  expect(begun.length).toBeLessThanOrEqual(begunInTime + 1)
  expect(begun).toEqual([...new Set(begun)].sort())
  expect((await unsettled()).length).toBe(SESSIONS - begun.length)
  expect(await world.stored('setbacks')).toEqual([])

  world.setClock(START + MINUTE)
  await (await world.startTick()).finish()
  expect(await unsettled()).toEqual([])
  expect(new Set(begun).size).toBe(SESSIONS)
  expect(begun.length).toBe(SESSIONS)
  expect(await world.stored('setbacks')).toEqual([])
})

test('a lot that fails as a whole is done item by item only while there is time, and what is left is not counted as failed', async () => {
  const people = Array.from({ length: 20 }, (_, n) => `person-${n}`)
  await world.seed({ sessions: [aSession(START, { _id: 'class', capacity: people.length })] })
  for (const openid of people) {
    const input = { sessionId: 'class', memberIds: ['self'] }
    const reply = await (
      await world.start(openid, 'booking.create', input, { requestId: `request-${openid}` })
    ).finish()
    const consent = { bookingId: reply?.ok ? reply.data.booking.id : '', notices: ['reminder' as const] }
    await (await world.start(openid, 'booking.notices', consent, { requestId: `consent-${openid}` })).finish()
  }
  const [session] = await world.stored('sessions')
  // What else is due about a new booking is done before.
  world.setClock(START + 5 * MINUTE)
  await (await world.startTick()).finish()

  world.wrapStore(failingTogether)
  const due = (session?.startsAt ?? 0) - 120 * MINUTE
  world.setClock(due)
  await (await world.startTick(null, () => (world.messages.length < 3 ? 0 : BUDGET + 1))).finish()
  expect(world.messages).toHaveLength(3)
  expect(await world.stored('bookings', { remindAt: due })).toHaveLength(people.length - 3)
  expect(await world.stored('setbacks')).toEqual([])

  world.setClock(due + MINUTE)
  await (await world.startTick()).finish()
  expect(world.messages.map(({ openid }) => openid).sort()).toEqual([...people].sort())
})

/** Several bookings cannot be read at once. */
const failingTogether = (store: Store): Store => {
  const { find } = store.bookings
  const failing = async (...[query]: Parameters<typeof find>) => {
    const { _id } = (query.where ?? {}) as { _id?: unknown }
    if (_id instanceof Condition && (_id.value as unknown[]).length > 1) throw new Error('this lot cannot be read')
    return find(query)
  }
  return { ...store, bookings: { ...store.bookings, find: failing as typeof find } }
}
