import { draw, drawKeyOf, lotOf, seedHashOf } from '@domain/ballot/draw'
import { verifyBallot } from '@domain/ballot/verify'
import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf, ticketHolderOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'
import { aBallot, DRAW_BEFORE } from './support/ballot'
import { TEST_ID_SECRET } from './support/id-secret'
import { invariantViolations } from './support/invariants'

/** Nobody can bring a draw forward, predict it or join it late, not even with access to the database. */

const START = Date.parse('2026-07-01T02:00:00Z')
const SESSION = 'calligraphy-1'
const STARTS = START + 3 * DAY
const holderOf = (accountId: string) => ticketHolderOf({ idSecret: TEST_ID_SECRET }, accountId)
const DRAWS = STARTS - DRAW_BEFORE
const world = openWorld()
let serial = 0

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
    accounts: ['family', 'other'].map(openid => aHousehold(openid, START)),
  })
})
afterEach(async () => expect(await invariantViolations(world, world.now())).toEqual([]))

const start = <Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>, requestId?: string) =>
  world.start(openid, route, input, { requestId: requestId ?? `request-${serial++}` })
async function ask<Name extends RouteName>(
  openid: string,
  route: Name,
  input: RouteInput<Name>,
  requestId?: string,
): Promise<RouteOutput<Name>> {
  const reply = await (await start(openid, route, input, requestId)).finish()
  if (!reply?.ok) throw new Error(`${route}: ${reply?.code} ${world.errors.at(-1)}`)
  return reply.data
}
async function codeOf<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  const reply = await (await start(openid, route, input)).finish()
  return reply?.ok ? 'OK' : reply?.code
}
const register = async (openid: string, requestId?: string) =>
  (await ask(openid, 'ballot.register', { sessionId: SESSION, memberIds: ['self'] }, requestId)).booking
const published = async () => (await ask('anybody', 'ballot.get', { sessionId: SESSION })).ballot
const session = async () => (await world.stored('sessions', { _id: SESSION }))[0]
const moveTo = (startsAt: number) =>
  ({ centreId: CENTRE, sessionId: SESSION, startsAt, endsAt: startsAt + HOUR, reason: '停电' }) as const
async function tickAt(now: number) {
  world.setClock(now)
  await (await world.startTick()).finish()
}

test('a manager who moves a session brings no draw forward and puts none off: the announced moment stands', async () => {
  await world.seed({ sessions: [aBallot(START)] })
  const friend = await register('family')
  const seen = async () => (await ask('family', 'booking.get', { bookingId: friend.id })).booking
  // Earlier than planned: refused when it would be before the draw.
  expect(await codeOf('manager', 'staff.moveSession', moveTo(START + 2 * HOUR))).toBe('DRAW_COMES_FIRST')
  await ask('manager', 'staff.moveSession', moveTo(DRAWS + HOUR))
  await tickAt(START + 10 * MINUTE)
  expect(await seen()).toMatchObject({ status: 'registered', drawAt: DRAWS, startsAt: DRAWS + HOUR })
  // Later than planned, and back.
  await ask('manager', 'staff.moveSession', moveTo(STARTS + 9 * DAY))
  expect((await published()).drawDueAt).toBe(DRAWS)
  await ask('manager', 'staff.moveSession', moveTo(STARTS))
  await tickAt(DRAWS - 1)
  expect((await published()).drawn).toBeNull()
  expect(await codeOf('other', 'ballot.register', { sessionId: SESSION, memberIds: ['self'] })).toBe('OK')
  await tickAt(DRAWS + MINUTE)
  expect((await published()).drawn?.order).toHaveLength(2)
  expect(await seen()).toMatchObject({ status: 'confirmed', drawAt: DRAWS })
})

test.each(['staff.moveSession', 'staff.cancelSession'] as const)(
  '%s: a draw that takes place between its read and its write is followed to the end',
  async route => {
    await world.seed({ sessions: [aBallot(START, { capacity: 1 })] })
    const ids = [(await register('family')).id, (await register('other')).id]
    world.setClock(DRAWS + MINUTE)
    const { startsAt, endsAt, ...change } = moveTo(STARTS + DAY)
    const to = route === 'staff.moveSession' ? { startsAt, endsAt } : {}
    const flight = await start('manager', route, { ...change, ...to } as never)
    await flight.until(({ collection, method }) => collection === 'sessions' && method === 'update')
    const tick = await world.startTick()
    while (!(await session())?.drawnAt) await tick.step()
    // The session is drawn; its bookings are not updated yet.
    await flight.finish()
    await tick.finish()
    for (let minute = 4; minute < 8; minute++) await tickAt(DRAWS + minute * MINUTE)
    // No work of the draw remains, so free places are offered to the waitlist.
    expect(await session()).toMatchObject({ drawAt: 0, changedAt: 0 })
    const statuses = (await world.stored('bookings', { _id: { $in: ids } })).map(({ status }) => status).sort()
    expect(statuses).toEqual(route === 'staff.moveSession' ? ['confirmed', 'waiting'] : ['lapsed', 'lapsed'])
  },
)

test('whoever knows the seed cannot pick a winning ticket: no request id changes what a household is drawn by', async () => {
  await world.seed({ sessions: [aBallot(START, { capacity: 1 })] })
  await register('other')
  const seed = (await world.stored('ballots'))[0]?.seed ?? ''
  // A household registers, reads and leaves repeatedly.
  const ids = new Set<string>()
  for (let attempt = 0; attempt < 10; attempt++) {
    const { id } = await register('family', `ground-${attempt}-00`)
    ids.add(id)
    if (attempt < 9) await ask('family', 'waitlist.leave', { bookingId: id })
  }
  expect(ids.size).toBe(10)
  await tickAt(DRAWS + MINUTE)
  const { drawn } = await published()
  const lots = drawn?.tickets.map(({ lot }) => lot).sort()
  expect(lots).toEqual(
    [accountIdOf('family'), accountIdOf('other')].map(id => lotOf(seed, SESSION, holderOf(id))).sort(),
  )
  expect(verifyBallot(await published())).toEqual({ seed: true, tickets: true, order: true, winners: true })
})

test('whoever knows the number of an account does not find its ticket in the published list; its owner does', async () => {
  await world.seed({ sessions: [aBallot(START, { capacity: 2 })] })
  for (const openid of ['family', 'other']) await register(openid)
  await tickAt(DRAWS + MINUTE)
  const { ballot, accountId } = await ask('family', 'ballot.get', { sessionId: SESSION })
  const seed = ballot.drawn?.seed ?? ''
  const lots = ballot.drawn?.tickets.map(({ lot }) => lot)
  expect(lots).not.toContain(lotOf(seed, SESSION, accountIdOf('family')))
  expect(lots).toContain(lotOf(seed, SESSION, accountId))
})

test('before registration closes nobody has all of the key, and once somebody has, nobody comes in', async () => {
  await world.seed({ sessions: [aBallot(START, { capacity: 1 })] })
  await register('other')
  world.setClock(DRAWS - 1)
  // Sent in time, but delayed just before its write.
  const late = await start('family', 'ballot.register', { sessionId: SESSION, memberIds: ['self'] })
  await late.until(({ collection, method }) => collection === 'sessions' && method === 'update')
  expect((await world.stored('ballots'))[0]).not.toHaveProperty('closing')

  world.setClock(DRAWS)
  const tick = await world.startTick()
  await tick.until(({ collection, method }) => collection === 'ballots' && method === 'update')
  expect(await session()).toMatchObject({ ticketsClosedAt: DRAWS, waiting: 1 })
  expect(await late.finish()).toMatchObject({ ok: false, code: 'REGISTRATION_CLOSED', detail: { drawAt: DRAWS } })
  await tick.finish()
  const { drawn } = await published()
  const [ballot] = await world.stored('ballots')
  expect(drawn).toMatchObject({ seed: ballot?.seed, closing: ballot?.closing })
  expect(drawn?.tickets).toHaveLength(1)
})

test('the key is made once: a draw that is tried again is the same draw', async () => {
  await world.seed({ sessions: [aBallot(START, { capacity: 3 })] })
  const people = Array.from({ length: 8 }, (_, n) => `person-${n}`)
  const tickets = new Map<string, string>()
  for (const openid of people) tickets.set((await register(openid)).id, openid)
  world.setClock(DRAWS)
  const tick = await world.startTick()
  // A ticket is given back just before the draw is written.
  await tick.until(({ collection, method }) => collection === 'ballots' && method === 'update')
  while ((await world.stored('ballots'))[0]?.closing === undefined) await tick.step()
  const { closing = '', seed = '' } = (await world.stored('ballots'))[0] ?? {}
  await tick.until(({ collection, method }) => collection === 'sessions' && method === 'update')
  const [[id = '', openid = ''] = []] = tickets
  await ask(openid, 'waitlist.leave', { bookingId: id })
  await tick.finish()
  const { drawn } = await published()
  expect(drawn?.closing).toBe(closing)
  const lots = [...tickets].slice(1).map(([ticket, who]) => ({
    id: ticket,
    places: 1,
    lot: lotOf(seed, SESSION, holderOf(accountIdOf(who))),
  }))
  expect(drawn?.order).toEqual(draw(drawKeyOf(seed, closing), lots, 3).order.map(ticket => ticket.id))
})

test('a household of which a dead call has left a second entry is drawn once, by the ticket that counts', async () => {
  await world.seed({ sessions: [aBallot(START, { capacity: 5 })] })
  const [family] = await world.stored('accounts', { openid: 'family' })
  const { id } = await register('family')
  const entry = { accountId: family?._id ?? '', requestId: 'request-dead', at: START - 1, ticket: true as const }
  const attendees = [{ memberId: 'guoguo', nickname: '果果' }]
  await world.change('sessions', SESSION, {
    'waitlist.deadentry': { ...entry, attendees },
    waiting: 2,
    claimedAt: DRAWS - MINUTE,
  })
  await tickAt(DRAWS)
  expect((await published()).drawn?.winners).toEqual([id])
  for (let minute = 3; minute < 6; minute++) await tickAt(DRAWS + minute * MINUTE)
  expect(await session()).toMatchObject({ waiting: 0, waitlist: {}, seatsLeft: 4 })
})

test('draws that were made by the seed alone are published in their own form, and verify as ever', async () => {
  const list = Array.from({ length: 6 }, (_, n) => ({ id: `t${n}`, places: 1 }))
  const { order, winners } = draw('old seed', list, 2)
  const drawn = { seed: 'old seed', places: 2, order, winners }
  const past = { startsAt: START - DAY, endsAt: START - DAY + HOUR, settleAt: null, capacity: 2 }
  // Published results do not need the bookings of anybody.
  const old = aBallot(START, {
    ...past,
    seedHash: seedHashOf('old seed'),
    drawnAt: START - 3 * DAY,
    drawn,
    drawAt: 0,
  })
  await world.seed({ sessions: [{ ...old, _id: 'old' }] })
  const { ballot } = await ask('anybody', 'ballot.get', { sessionId: 'old' })
  expect(ballot.form).toBe('nuanfeng-ballot-1')
  expect(verifyBallot(ballot)).toEqual({ seed: true, tickets: true, order: true, winners: true })
  world.reset()
})
