import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot } from './support/ballot'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

/** Late cases: a call that died and resumes after the session, and a session that is cancelled at noon of its day. */

const now = Date.parse('2026-07-01T02:00:00Z')
const own = { memberIds: ['guoguo'] }
const world = openWorld()
let serial = 0
/** More calls than a tick of this small world makes, so that a tick that never ends fails the test. */
const MOST_CALLS = 400

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
    accounts: [aHousehold('mum', now), aHousehold('dad', now)],
    sessions: [
      aSession(now, { _id: 'class', startsAt: now + HOUR }),
      ...aSeries(now, { startsAt: now + HOUR, count: 2 }),
      aDay(now, { startsAt: now + HOUR, endsAt: now + 7 * HOUR }),
      aBallot(now, { _id: 'ballot', startsAt: now + DAY + HOUR }),
    ],
  })
})

async function call<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>, dies = 0) {
  const fault = dies > 0 ? { kind: 'after' as const, call: dies } : null
  return (await world.start(openid, route, input, { requestId: `request-${serial++}`, fault })).finish()
}

/** Runs the timer for the first time at this moment. */
async function runTimerAt(at: number): Promise<void> {
  world.setClock(at)
  for (let tick = 0; tick < 3; tick++) {
    await (await world.startTick()).finish()
    world.setClock(world.now() + MINUTE)
  }
  expect(await invariantViolations(world, world.now())).toEqual([])
}

describe('a call that died before its ledger, and a timer that was away until all was over', () => {
  test('a class: the place is given back; nobody is booked, nor said to have stayed away', async () => {
    expect(await call('mum', 'booking.create', { sessionId: 'class', ...own }, 4)).toBeNull()
    expect(await world.stored('sessions', { _id: 'class' })).toMatchObject([{ seatsLeft: 9 }])
    await runTimerAt(now + 4 * HOUR)
    expect(await world.stored('sessions', { _id: 'class' })).toMatchObject([{ seatsLeft: 10, claims: {} }])
    expect([await world.stored('bookings'), await world.stored('noshows')]).toEqual([[], []])
  })

  test('a copy that comes then is told that it is too late', async () => {
    const send = (fault: { kind: 'after'; call: number } | null) =>
      world.start('mum', 'booking.create', { sessionId: 'class', ...own }, { requestId: 'the-same', fault })
    await (await send({ kind: 'after', call: 4 })).finish()
    world.setClock(now + 4 * HOUR)
    expect(await (await send(null)).finish()).toMatchObject({ ok: false, code: 'BOOKING_CLOSED' })
    await runTimerAt(world.now())
  })

  test.each([
    ['the call is first', true],
    ['the copy is first', false],
  ])(
    'a copy that comes when it is over, while the call is still under way: both are told the same; %s',
    async (_who, wins) => {
      const send = () => world.start('mum', 'booking.create', { sessionId: 'class', ...own }, { requestId: 'the-same' })
      world.setClock(now + HOUR - 1)
      const call = await send()
      await call.until(({ collection, method }) => collection === 'bookings' && method === 'insert')
      world.setClock(now + HOUR + 90 * MINUTE)
      const copy = await send()
      const inOrder = wins ? [call, copy] : [copy, call]
      for (const flight of inOrder) await flight.finish()
      const said = wins ? { ok: true } : { ok: false, code: 'BOOKING_CLOSED' }
      expect([call.answer, copy.answer]).toMatchObject([said, said])
      const booked = { status: wins ? 'confirmed' : 'cancelled', cancelledBy: wins ? null : 'late' }
      expect(await world.stored('bookings')).toMatchObject([booked])
      expect(await invariantViolations(world, world.now())).toEqual([])
      // A third copy arrives in time to see the result.
      expect(await (await send()).finish()).toMatchObject(said)
    },
  )

  test('a course: all of it is given back', async () => {
    expect(await call('mum', 'booking.createSeries', { seriesId: 'summer', ...own }, 8)).toBeNull()
    expect(await world.stored('sessions', { 'series.id': 'summer' })).toMatchObject([
      { seatsLeft: 9 },
      { seatsLeft: 9 },
    ])
    await runTimerAt(now + 4 * HOUR)
    expect(await world.stored('enrolments')).toMatchObject([{ state: 'refused' }])
    expect(await world.stored('sessions', { 'series.id': 'summer' })).toMatchObject([
      { seatsLeft: 10 },
      { seatsLeft: 10 },
    ])
    expect(await world.stored('bookings')).toEqual([])
  })
})

test('a drawn place whose draw dies half-way, and a timer that was away until the class was over', async () => {
  const drawAt = now + HOUR
  await call('mum', 'ballot.register', { sessionId: 'ballot', ...own })
  const before = structuredClone({
    sessions: await world.stored('sessions'),
    accounts: await world.stored('accounts'),
    ballots: await world.stored('ballots'),
    bookings: await world.stored('bookings'),
  })
  const ends = new Set<string>()
  for (let dies = 1; dies < MOST_CALLS; dies++) {
    world.reset()
    world.setClock(drawAt)
    await world.seed(before)
    const tick = await world.startTick({ kind: 'after', call: dies })
    if ((await tick.finish()) !== null) break
    const [{ status: seen } = { status: 'none' }] = await world.stored('bookings')
    await runTimerAt(now + 2 * DAY)
    const [booking] = await world.stored('bookings')
    expect(booking?.status).toBe(seen === 'confirmed' ? 'confirmed' : 'lapsed')
    expect(await world.stored('noshows')).toHaveLength(seen === 'confirmed' ? 1 : 0)
    ends.add(seen)
  }
  expect([...ends]).toEqual(['registered', 'confirmed'])
})

test('a seat whose booking is finished late has its whole grace time from then on', async () => {
  const [startsAt, graceMs] = [now + HOUR, 20 * MINUTE]
  await world.seed({ sessions: [aDay(now, { _id: 'berths', startsAt, rules: { graceMs } })] })
  const span = { startsAt, endsAt: startsAt + HOUR, unit: 's1' }
  expect(await call('mum', 'booking.create', { sessionId: 'berths', ...own, span }, 5)).toBeNull()
  await runTimerAt(startsAt + 15 * MINUTE)
  expect(await world.stored('bookings')).toMatchObject([
    { status: 'confirmed', releaseAt: startsAt + 15 * MINUTE + graceMs },
  ])
})

test('a day that is called off at noon: the morning has taken place, and its records stand explained', async () => {
  const span = (hour: number, unit = 's1') => ({
    span: { startsAt: now + hour * HOUR, endsAt: now + (hour + 1) * HOUR, unit },
  })
  const study = { sessionId: 'study-1', ...own }
  expect(await call('mum', 'booking.create', { ...study, ...span(1) })).toMatchObject({ ok: true })
  expect(await call('dad', 'booking.create', { ...study, ...span(5) })).toMatchObject({ ok: true })
  await runTimerAt(now + 3 * HOUR)
  expect(await world.stored('noshows')).toHaveLength(1)
  await call('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'study-1', reason: '停电' })
  await runTimerAt(world.now())
  const [morning, afternoon] = (await world.stored('bookings')).sort((a, b) => a.startsAt - b.startsAt)
  expect(morning).toMatchObject({ status: 'confirmed', missed: true, cancelledBy: null })
  expect(afternoon).toMatchObject({ status: 'cancelled', missed: false, cancelledBy: 'centre' })
})

test('a seed whose fingerprint nobody has seen, because the call died, is shown before it is drawn with', async () => {
  await call('mum', 'ballot.register', { sessionId: 'ballot', ...own }, 2)
  expect([
    (await world.stored('ballots')).length,
    await world.stored('sessions', { seedHash: { $exists: true } }),
  ]).toEqual([1, []])
  await runTimerAt(now + 2 * HOUR)
  expect(await world.stored('sessions', { _id: 'ballot' })).toMatchObject([
    { drawn: { order: [] }, seedHash: (await world.stored('ballots'))[0]?.seedHash },
  ])
})
