import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, aHousehold, anOffering, aSession, units } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

/** When a waitlist is promoted: in the order in which it became due, and only where somebody can move up. */

const START = Date.parse('2026-07-01T02:00:00Z')
const world = openWorld()
let requests = 0

beforeEach(async () => {
  world.reset()
  world.wrapStore(store => store)
  world.setClock(START)
  requests = 0
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering(), anOffering({ _id: 'study', kind: 'seat', category: 'study' })],
    accounts: ['mum', 'dad'].map(openid => aHousehold(openid, START)),
  })
})

async function ask<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await (await world.start(openid, route, input, { requestId: `request-${requests++}` })).finish()
  if (!reply?.ok) throw new Error(`${route}: ${JSON.stringify(reply)}`)
  return reply.data as { booking: { id: string } }
}

const CLASS = 'calligraphy-1'
const self = { memberIds: ['self'] }
const full = () => world.seed({ sessions: [aSession(START, { capacity: 2 })] })
const pair = { sessionId: CLASS, memberIds: ['guoguo', 'doudou'] }

/** Runs the timer until nothing is left of what is not about the change that follows. */
async function settle(): Promise<void> {
  world.setClock(world.now() + 3 * MINUTE)
  await (await world.startTick()).finish()
  world.lines.length = 0
}

const changes: { what: string; prepare: () => Promise<() => Promise<unknown>> }[] = [
  {
    what: 'somebody joins a full class',
    prepare: async () => {
      await full()
      await ask('mum', 'booking.create', pair)
      return () => ask('other', 'waitlist.join', { sessionId: CLASS, ...self })
    },
  },
  {
    what: 'somebody leaves the waitlist',
    prepare: async () => {
      await full()
      await ask('mum', 'booking.create', pair)
      const { booking } = await ask('other', 'waitlist.join', { sessionId: CLASS, ...self })
      return () => ask('other', 'waitlist.leave', { bookingId: booking.id })
    },
  },
  {
    what: 'a pair joins where one place is free and another pair waits for it',
    prepare: async () => {
      await full()
      await ask('somebody', 'booking.create', { sessionId: CLASS, ...self })
      await ask('mum', 'waitlist.join', pair)
      return () => ask('dad', 'waitlist.join', pair)
    },
  },
  {
    what: 'a booking is cancelled in a class that nobody waits for',
    prepare: async () => {
      await full()
      const { booking } = await ask('mum', 'booking.create', pair)
      return () => ask('mum', 'booking.cancel', { bookingId: booking.id })
    },
  },
  {
    what: 'a seat by the half hour is given back',
    prepare: async () => {
      await world.seed({
        sessions: [aDay(START, { startsAt: START + 2 * HOUR, layout: { units: units('s', 1), choose: false } })],
      })
      const span = { startsAt: START + 3 * HOUR, endsAt: START + 3.5 * HOUR }
      const { booking } = await ask('mum', 'booking.create', { sessionId: 'study-1', ...self, span })
      return () => ask('mum', 'booking.cancel', { bookingId: booking.id })
    },
  },
]

test.each(changes)('the timer looks at no waitlist after a change by which nobody can move up: $what', async change => {
  const run = await change.prepare()
  await settle()
  await run()
  await (await world.startTick()).finish()
  expect(world.lines.filter(line => line.includes('"waitlists"'))).toEqual([])
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('whoever fits into a place that a larger party waits for is promoted although the call died that let them join', async () => {
  await full()
  await ask('somebody', 'booking.create', { sessionId: CLASS, ...self })
  await ask('mum', 'waitlist.join', pair)
  const joining = await world.start(
    'other',
    'waitlist.join',
    { sessionId: CLASS, ...self },
    { requestId: 'request-other' },
  )
  while ((await world.stored('bookings', { status: 'waiting' })).length < 2) await joining.step()
  await (await world.startTick()).finish()
  expect(await world.stored('bookings', { status: 'offered' })).toMatchObject([{ partySize: 1 }])
})

test('places that become free while somebody joins go to them, whichever comes first', async () => {
  for (let steps = 0; steps < 12; steps++) {
    world.reset()
    world.setClock(START)
    await world.seed({ centres: [aCentre()], offerings: [anOffering()] })
    await world.seed({ sessions: [aSession(START, { capacity: 1 })] })
    const { booking } = await ask('holder', 'booking.create', { sessionId: CLASS, ...self })
    const joining = await world.start(
      'other',
      'waitlist.join',
      { sessionId: CLASS, ...self },
      { requestId: 'request-joins' },
    )
    for (let step = 0; step < steps && !joining.isOver; step++) await joining.step()
    await ask('holder', 'booking.cancel', { bookingId: booking.id })
    const reply = await joining.finish()
    await (await world.startTick()).finish()
    const [waiting] = await world.stored('bookings', { status: 'waiting' })
    expect([steps, reply?.ok ? 'OK' : reply?.code, waiting]).toEqual([
      steps,
      expect.stringMatching(/^(OK|SESSION_NOT_FULL)$/),
      undefined,
    ])
    expect(await invariantViolations(world, world.now())).toEqual([])
  }
})

test('an offer that has expired is passed on although waitlists that people join every minute are due too', async () => {
  const CROWDED = 20
  const crowded = Array.from({ length: CROWDED }, (_, n) =>
    aSession(START, { _id: `crowded-${n}`, startsAt: START + DAY, capacity: 1, seatsLeft: 0 }),
  )
  await world.seed({ sessions: [aSession(START, { capacity: 1, startsAt: START + DAY }), ...crowded] })
  const { booking } = await ask('holder', 'booking.create', { sessionId: CLASS, ...self })
  for (const openid of ['first', 'second']) await ask(openid, 'waitlist.join', { sessionId: CLASS, ...self })
  await ask('holder', 'booking.cancel', { bookingId: booking.id })
  await settle()
  // The offer expires after half an hour; the other sessions change in every minute, and a tick has time for few of them.
  for (let minute = 28; minute < 36; minute++) {
    world.setClock(START + minute * MINUTE)
    for (let n = 0; n < CROWDED; n++) {
      await ask(`joins-${minute}-${n}`, 'waitlist.join', { sessionId: `crowded-${n}`, ...self })
    }
    await (await world.startTick(null, calls => (calls > 10 ? DAY : 0))).finish()
  }
  expect(await world.stored('bookings', { sessionId: CLASS, status: 'offered' })).toHaveLength(1)
  expect(await world.stored('bookings', { sessionId: CLASS, status: 'lapsed' })).toHaveLength(1)
})
