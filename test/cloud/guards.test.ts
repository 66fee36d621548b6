import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import {
  aCentre,
  aHousehold,
  anOffering,
  aSession,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

/** Another call lands between the read and the write of a call: the condition of the write must notice. */

const now = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
let serial = 0

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: ['mum', 'next', 'holder'].map(openid => aHousehold(openid, now)),
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    stations: [aStation({ stay: 30 * MINUTE })],
    sessions: [aSession(now, { _id: 'small', startsAt: now + DAY, capacity: 1, rules: { cancelBefore: 0 } })],
  })
})

function call<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  return world.start(openid, route, input, { requestId: `request-${serial++}` })
}
async function ask<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await (await call(openid, route, input)).finish()
  if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
  return reply.data as unknown as { booking: { id: string } }
}
const tick = async () => (await world.startTick()).finish()
const writes = (collection: string) => (waiting: { collection: string; method: string }) =>
  waiting.collection === collection && waiting.method === 'update'

test('an offer that runs out while it is accepted goes to the next, and the acceptance is told', async () => {
  const party = { sessionId: 'small', memberIds: ['guoguo'] }
  const held = await ask('holder', 'booking.create', party)
  const first = await ask('mum', 'waitlist.join', party)
  world.setClock(now + 1)
  await ask('next', 'waitlist.join', party)
  await ask('holder', 'booking.cancel', { bookingId: held.booking.id })
  world.setClock(now + 30 * MINUTE)
  const accepting = await call('mum', 'waitlist.accept', { bookingId: first.booking.id })
  await accepting.until(writes('sessions'))
  world.setClock(now + 31 * MINUTE)
  await tick()
  expect(await accepting.finish()).toMatchObject({ ok: false, code: 'OFFER_LAPSED' })
  expect((await world.stored('bookings')).map(({ status }) => status).sort()).toEqual([
    'cancelled',
    'lapsed',
    'offered',
  ])
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test.each([
  ['moved', 'staff.moveSession'],
  ['cancelled', 'staff.cancelSession'],
] as const)('a consent that is given while the session is %s is not lost', async (_what, route) => {
  const { booking } = await ask('mum', 'booking.create', { sessionId: 'small', memberIds: ['guoguo'] })
  const change = { centreId: CENTRE, sessionId: 'small', reason: '老师请假' }
  const times = { startsAt: now + 2 * DAY, endsAt: now + 2 * DAY + HOUR }
  const changing = await (route === 'staff.moveSession'
    ? call('manager', route, { ...change, ...times })
    : call('manager', route, change))
  await changing.until(writes('bookings'))
  await ask('mum', 'booking.notices', { bookingId: booking.id, notices: ['reminder', 'changed'] })
  await changing.finish()
  await tick()
  const told = world.messages.filter(({ openid }) => openid === 'mum')
  expect(told).toHaveLength(1)
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('a party that is promoted while its session moves has the new times', async () => {
  const party = { sessionId: 'small', memberIds: ['guoguo'] }
  const held = await ask('holder', 'booking.create', party)
  const { booking } = await ask('mum', 'waitlist.join', party)
  const times = { startsAt: now + 2 * DAY, endsAt: now + 2 * DAY + HOUR }
  const moving = await call('manager', 'staff.moveSession', {
    centreId: CENTRE,
    sessionId: 'small',
    ...times,
    reason: '停电',
  })
  await moving.until(
    ({ collection, method, ids }) => collection === 'bookings' && method === 'update' && ids.includes(booking.id),
  )
  // Not by a tick, which would move the booking as well.
  await ask('holder', 'booking.cancel', { bookingId: held.booking.id })
  expect(await world.stored('bookings', { _id: booking.id })).toMatchObject([{ status: 'offered', moves: 0 }])
  await moving.finish()
  const [promoted] = await world.stored('bookings', { _id: booking.id })
  expect(promoted).toMatchObject({ status: 'offered', ...times, moves: 1 })
  world.setClock(now + 5 * MINUTE)
  await tick()
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('nobody sits down in a station that closes while they ask', async () => {
  const sitting = await call('rider', 'station.sit', { stationId: STATION })
  await sitting.until(writes('stations'))
  await ask('manager', 'staff.closeStation', {
    centreId: CENTRE,
    stationId: STATION,
    reason: '停水',
    until: now + HOUR,
  })
  expect(await sitting.finish()).toMatchObject({ ok: false, code: 'STATION_CLOSED', detail: { reason: '停水' } })
  expect((await world.stored('stations'))[0]?.visits).toEqual({})
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test.each([1, 2, 3, 4])(
  'who sits down before write %d of the timer to a station is looked at when their own time is up',
  async nth => {
    await ask('rider', 'station.sit', { stationId: STATION })
    world.setClock(now + 31 * MINUTE)
    const ticking = await world.startTick()
    for (let seen = 0; !ticking.isOver; ) {
      const next = ticking.pending.findIndex(writes('stations'))
      if (next >= 0 && ++seen === nth) break
      await ticking.step(Math.max(next, 0))
    }
    await ask('second-rider', 'station.sit', { stationId: STATION })
    await ticking.finish()
    await tick()
    expect(await invariantViolations(world, world.now())).toEqual([])
    world.setClock(now + 62 * MINUTE)
    await tick()
    await tick()
    expect((await world.stored('stations'))[0]?.visits).toEqual({})
  },
)
