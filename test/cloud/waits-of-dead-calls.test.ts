import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

/** Calls that join a waitlist and die before their booking is stored: the reconciler stores it, and takes it from the list. */

const START = Date.parse('2026-07-01T02:00:00Z')
const input = { sessionId: 'full', memberIds: ['guoguo'] }
const world = openWorld()

/** So many parties join, and each call dies after this database call. */
async function deadJoins(parties: number, call: number) {
  const people = Array.from({ length: parties }, (_, n) => `person-${n}`)
  await world.seed({ accounts: people.map(openid => aHousehold(openid, START)) })
  for (const openid of people) {
    const fault = { kind: 'after', call } as const
    const flight = await world.start(openid, 'waitlist.join', input, {
      requestId: `request-${openid}`,
      isFirst: true,
      fault,
    })
    await flight.finish()
  }
}
async function counted() {
  const [session] = await world.stored('sessions')
  const waiting = await world.stored('bookings', { status: 'waiting' })
  return { listed: Object.keys(session?.waitlist ?? {}).length, stored: waiting.length, counted: session?.waiting }
}
async function tickAfter(minutes: number) {
  world.setClock(world.now() + minutes * MINUTE)
  await (await world.startTick()).finish()
}

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('holder', START)],
    sessions: [aSession(START, { _id: 'full', startsAt: START + DAY, capacity: 1 })],
  })
  await (await world.start('holder', 'booking.create', input, { requestId: 'request-holder' })).finish()
})

test.each([
  [1, 3],
  [5, 4],
  [51, 3],
])('%d parties whose calls died after call %d wait, and the session lists them no longer', async (parties, call) => {
  await deadJoins(parties, call)
  expect(await counted()).toEqual({ listed: parties, stored: 0, counted: parties })
  await tickAfter(3)
  await tickAfter(3)
  expect(await counted()).toEqual({ listed: 0, stored: parties, counted: parties })
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('a call that is still running keeps its entry in the list', async () => {
  await deadJoins(2, 3)
  world.setClock(START + 3 * MINUTE - 1)
  await world.seed({ accounts: [aHousehold('slow', START)] })
  const slow = await world.start('slow', 'waitlist.join', input, { requestId: 'request-slow', isFirst: true })
  await slow.until(({ collection, method }) => collection === 'bookings' && method === 'insert')
  await tickAfter(1 / 60_000)
  expect(await counted()).toEqual({ listed: 1, stored: 2, counted: 3 })
  expect(await slow.finish()).toMatchObject({ ok: true })
  await tickAfter(3)
  expect(await counted()).toEqual({ listed: 0, stored: 3, counted: 3 })
  expect(await invariantViolations(world, world.now())).toEqual([])
})
