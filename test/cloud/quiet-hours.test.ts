import { DAY, HOUR, MINUTE, startOfLocalDay } from '@domain/time'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

const TODAY = startOfLocalDay(Date.parse('2026-07-08T12:00:00+08:00'))
const world = openWorld()
let serial = 0

beforeEach(async () => {
  world.reset()
  world.setClock(TODAY + 20 * HOUR)
  await world.seed({ centres: [aCentre()], offerings: [anOffering()] })
})

async function ask(openid: string, route: 'booking.create' | 'waitlist.join' | 'booking.cancel', input: object) {
  const options = { requestId: `request-${serial++}` }
  const reply = await (await world.start(openid, route, input as never, options)).finish()
  if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
  return reply.data.booking.id
}

async function nightWith(startsAt: number) {
  const rules = { cancelBefore: 0, closesBefore: HOUR, offerFor: 30 * MINUTE }
  await world.seed({ sessions: [aSession(TODAY, { _id: 'full', startsAt, capacity: 1, rules })] })
  const held = await ask('holder', 'booking.create', { sessionId: 'full', memberIds: ['self'] })
  const waiting: string[] = []
  for (let n = 0; n < 20; n++) {
    world.setClock(world.now() + MINUTE)
    waiting.push(await ask(`person-${n}`, 'waitlist.join', { sessionId: 'full', memberIds: ['self'] }))
  }
  world.setClock(TODAY + 22 * HOUR)
  await ask('holder', 'booking.cancel', { bookingId: held })
  return waiting
}

async function tickUntil(to: number): Promise<void> {
  while (world.now() < to) {
    world.setClock(world.now() + 10 * MINUTE)
    await (await world.startTick()).finish()
  }
}

const statuses = async (ids: string[]) => {
  const bookings = await world.stored('bookings', { _id: { $in: ids } })
  return ids.map(id => bookings.find(({ _id }) => _id === id)?.status)
}

test('nobody falls off a waitlist during the night: of twenty who wait all are still there in the morning', async () => {
  const waiting = await nightWith(TODAY + 3 * DAY)
  await tickUntil(TODAY + DAY + 7 * HOUR)
  expect(await statuses(waiting)).toEqual(['offered', ...Array(19).fill('waiting')])
  const [first] = await world.stored('bookings', { _id: waiting[0] })
  expect(first?.waitUntil).toBe(TODAY + DAY + 8 * HOUR)
  // In the morning the deadlines run as usual.
  await tickUntil(TODAY + DAY + 9 * HOUR + 10 * MINUTE)
  expect((await statuses(waiting)).filter(status => status === 'lapsed')).toHaveLength(3)
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('for a session of the early morning the place goes on during the night', async () => {
  const waiting = await nightWith(TODAY + DAY + 8 * HOUR)
  await tickUntil(TODAY + 23 * HOUR)
  expect((await statuses(waiting)).filter(status => status === 'lapsed')).toHaveLength(2)
})
