import { currentCode } from '@domain/checkin/code'
import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { HOUR, MINUTE, startOfLocalDay } from '@domain/time'
import { aCentre, aDay, anOffering, aSession, aStaff, aStation, CENTRE, STATION } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { proofOf } from './support/id-secret'
import { invariantViolations } from './support/invariants'

const MIDNIGHT = startOfLocalDay(Date.parse('2026-07-08T12:00:00+08:00'))
const world = openWorld()
let serial = 0

beforeEach(async () => {
  world.reset()
  world.setClock(MIDNIGHT - HOUR)
  await world.seed({
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    centres: [aCentre()],
    offerings: [anOffering(), anOffering({ _id: 'beds', kind: 'berth', category: 'nap' })],
  })
})

async function send<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await (await world.start(openid, route, input, { requestId: `request-${serial++}` })).finish()
  if (!reply) throw new Error(`${route} died`)
  return reply
}

async function ask<Name extends RouteName>(
  openid: string,
  route: Name,
  input: RouteInput<Name>,
): Promise<RouteOutput<Name>> {
  const reply = await send(openid, route, input)
  if (!reply.ok) throw new Error(`${route}: ${reply.code}`)
  return reply.data
}

async function tickAt(moment: number): Promise<void> {
  world.setClock(moment)
  await (await world.startTick()).finish()
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

describe('a class from eleven in the evening to one in the morning', () => {
  const rules = { cancelBefore: 0 }
  const late = aSession(MIDNIGHT, {
    _id: 'late',
    startsAt: MIDNIGHT - 30 * MINUTE,
    endsAt: MIDNIGHT + HOUR,
    rules,
  })
  const over = aSession(MIDNIGHT, { _id: 'over', startsAt: MIDNIGHT - 3 * HOUR, endsAt: MIDNIGHT, rules })
  const morning = aSession(MIDNIGHT, { _id: 'morning', startsAt: MIDNIGHT + 9 * HOUR, rules })
  const board = async () => ids((await ask('staff', 'staff.today', { centreId: CENTRE })).sessions)
  const door = async () => ids((await ask('staff', 'staff.doorKey', { centreId: CENTRE })).sessions)

  test('stands on the board and on the screen at the door after midnight as well, and a party that comes late gets in', async () => {
    await world.seed({ sessions: [late, over, morning] })
    const { booking } = await ask('mum', 'booking.create', { sessionId: 'late', memberIds: ['self'] })
    expect(await board()).toEqual(['over', 'late'])
    world.setClock(MIDNIGHT + 10 * MINUTE)
    expect(await board()).toEqual(['late', 'morning'])
    expect(await door()).toEqual(['late', 'morning'])
    const { pack } = await ask('staff', 'staff.pack', { centreId: CENTRE })
    expect(ids(pack.sessions)).toEqual(['late'])
    const { qr } = currentCode(booking.secret ?? '', booking.id, world.now(), booking)
    expect(await ask('staff', 'staff.checkIn', { centreId: CENTRE, code: qr })).toMatchObject({ outcome: 'accepted' })
  })

  test('is over afterwards and not of another day', async () => {
    await world.seed({ sessions: [late] })
    const { booking } = await ask('mum', 'booking.create', { sessionId: 'late', memberIds: ['self'] })
    world.setClock(MIDNIGHT + HOUR + 5 * MINUTE)
    const { qr } = currentCode(booking.secret ?? '', booking.id, world.now(), booking)
    expect(await send('staff', 'staff.checkIn', { centreId: CENTRE, code: qr })).toMatchObject({
      code: 'CHECK_IN_OVER',
    })
  })

  test('a longer one is in the pack of a phone with its whole length', async () => {
    await world.seed({ sessions: [{ ...late, endsAt: MIDNIGHT + 8 * HOUR }] })
    await ask('mum', 'booking.create', { sessionId: 'late', memberIds: ['self'] })
    const { pack } = await ask('staff', 'staff.pack', { centreId: CENTRE })
    expect(ids(pack.sessions)).toEqual(['late'])
  })
})

describe('a night in the berths, from ten in the evening to eight in the morning', () => {
  const night = aDay(MIDNIGHT, {
    _id: 'night',
    offeringId: 'beds',
    kind: 'berth',
    category: 'nap',
    startsAt: MIDNIGHT - 2 * HOUR,
    endsAt: MIDNIGHT + 8 * HOUR,
  })
  const nextNight = { ...night, _id: 'next', startsAt: MIDNIGHT + 22 * HOUR, endsAt: MIDNIGHT + 32 * HOUR }
  const listed = async (date?: string) =>
    (await ask('mum', 'space.list', { centreId: CENTRE, ...(date ? { date } : {}) })).items.map(
      ({ session }) => session.id,
    )
  const atCentre = async () =>
    (await ask('mum', 'station.get', { stationId: STATION })).berths.map(card => card.session.id)

  beforeEach(() => world.seed({ stations: [aStation()], sessions: [night, nextNight] }))

  test('can be found and booked after midnight', async () => {
    world.setClock(MIDNIGHT + HOUR)
    expect(await listed()).toEqual(['night', 'next'])
    expect(await listed('2026-07-08')).toEqual(['night', 'next'])
    expect(await atCentre()).toEqual(['night', 'next'])
    const { day, days } = await ask('mum', 'space.get', { offeringId: 'beds' })
    expect(day?.session.id).toBe('night')
    expect(ids(days)).toEqual(['night', 'next'])
    const span = { startsAt: MIDNIGHT + 2 * HOUR, endsAt: MIDNIGHT + 3 * HOUR, unit: 's1' }
    await ask('mum', 'booking.create', { sessionId: 'night', memberIds: ['self'], span })
    expect(await invariantViolations(world, world.now())).toEqual([])
  })

  test('is gone in the morning, and is of no other day than the one on which it begins', async () => {
    world.setClock(MIDNIGHT + 9 * HOUR)
    expect(await listed()).toEqual(['next'])
    expect(await atCentre()).toEqual(['next'])
    expect(ids((await ask('mum', 'space.get', { offeringId: 'beds' })).days)).toEqual(['next'])
    expect(await listed('2026-07-09')).toEqual([])
  })
})

describe('a station that is open', () => {
  const stay = 2 * HOUR
  const open = (opens: number, closes: number) =>
    world.seed({
      stations: [
        aStation({
          stay,
          hours: { week: [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens, closes })), closures: [] },
        }),
      ],
    })
  const sitAt = async (moment: number) => {
    world.setClock(moment)
    return (await ask('rider', 'station.sit', { stationId: STATION, proof: proofOf(STATION) })).visit
  }

  test('around the clock: a seat taken at twenty to twelve is kept for the whole stay', async () => {
    await open(0, 1440)
    expect(await sitAt(MIDNIGHT - 20 * MINUTE)).toMatchObject({ until: MIDNIGHT - 20 * MINUTE + stay })
    await tickAt(MIDNIGHT + MINUTE)
    expect(await world.stored('stations')).toMatchObject([{ free: 19 }])
  })

  test('from six in the evening to two in the morning: newcomers at five past twelve sit down, until two', async () => {
    await open(1080, 120)
    expect(await sitAt(MIDNIGHT + 5 * MINUTE)).toMatchObject({ until: MIDNIGHT + 2 * HOUR })
    expect(await send('late', 'station.sit', { stationId: STATION })).toMatchObject({ ok: true })
    world.setClock(MIDNIGHT + 2 * HOUR)
    expect(await send('next', 'station.sit', { stationId: STATION })).toMatchObject({
      code: 'STATION_CLOSED',
      detail: { opensAt: MIDNIGHT + 18 * HOUR },
    })
  })
})

test('the grace time follows a moved session: nobody loses a place before it has begun', async () => {
  const graceMs = 10 * MINUTE
  const startsAt = MIDNIGHT + 10 * HOUR
  await world.seed({
    sessions: [aSession(MIDNIGHT, { _id: 'yoga', startsAt, rules: { graceMs, cancelBefore: 0 } })],
  })
  const { booking } = await ask('mum', 'booking.create', { sessionId: 'yoga', memberIds: ['self'] })
  const to = { startsAt: startsAt + 3 * HOUR, endsAt: startsAt + 4 * HOUR }
  await ask('manager', 'staff.moveSession', { centreId: CENTRE, sessionId: 'yoga', ...to, reason: '教室停电' })
  await tickAt(startsAt + graceMs + MINUTE)
  await tickAt(startsAt + 2 * HOUR)
  const stored = async () => (await world.stored('bookings', { _id: booking.id }))[0]
  expect(await stored()).toMatchObject({ status: 'confirmed', releaseAt: to.startsAt + graceMs })
  await tickAt(to.startsAt + graceMs + MINUTE)
  expect(await stored()).toMatchObject({ status: 'cancelled', cancelledBy: 'grace' })
  expect(await invariantViolations(world, world.now())).toEqual([])
})
