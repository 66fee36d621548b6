import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import type { RouteName } from '@domain/contracts'
import { HOUR } from '@domain/time'
import type { Fullness } from '../../cloudfunctions/lib/kernel/router/context'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'

/** What one warm instance remembers of full sessions. */

const START = Date.parse('2026-07-01T10:00:00+08:00')
const SESSION = 'calligraphy-1'
const world = openWorld()
let full: Map<string, Fullness>

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  full = new Map()
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(START, { _id: SESSION, capacity: 1, startsAt: START + 48 * HOUR })],
  })
})

/** Books in the instance that remembers, or joins the waitlist; returns the code and the database calls. */
async function book(
  openid: string,
  { isFirst = true, requestId = `request-${openid}`, route = 'booking.create' as RouteName } = {},
) {
  const event = {
    route,
    input: { sessionId: SESSION, memberIds: ['self'] },
    requestId,
    ...(isFirst ? { isFirst } : {}),
  }
  const flight = await world.invoke('resident', event, openid, null, full)
  let calls = 0
  for (; !flight.isOver; calls++) await flight.step()
  const { answer } = flight
  return { code: answer?.ok ? 'OK' : answer?.code, detail: answer?.ok ? null : answer?.detail, calls }
}

const claims = async () => {
  const [session] = await world.stored('sessions')
  return Object.keys(session?.claims ?? {}).length
}

const FULL = { code: 'SESSION_FULL', detail: { seatsLeft: 0, waiting: 0 } }

test('for a second, whoever comes first is refused without a database call; then with one, while it stays full', async () => {
  expect(await book('first')).toMatchObject({ code: 'OK', calls: 5 })
  expect(await book('second')).toEqual({ ...FULL, calls: 2 })
  expect(await book('third')).toEqual({ ...FULL, calls: 0 })
  world.setClock(START + 999)
  expect(await book('fourth')).toEqual({ ...FULL, calls: 0 })
  world.setClock(START + 1500)
  expect(await book('fifth')).toEqual({ ...FULL, calls: 1 })
  expect(await book('sixth')).toEqual({ ...FULL, calls: 0 })
})

test('a repeated request is always asked about: it gets its booking although the session is known to be full', async () => {
  await book('first')
  await book('second')
  expect(await book('first', { isFirst: false })).toMatchObject({ code: 'OK' })
  expect(await book('second', { isFirst: false })).toEqual({ ...FULL, calls: 1 })
})

test('a repeated request whose first call died after its claim is booked although the session is known to be full', async () => {
  const event = {
    route: 'booking.create',
    input: { sessionId: SESSION, memberIds: ['self'] },
    requestId: 'request-first',
    isFirst: true,
  }
  const dying = await world.invoke('resident', event, 'first', null, full)
  while ((await claims()) === 0) await dying.step()
  await book('second')
  expect(full.has(SESSION)).toBe(true)
  expect(await book('first', { isFirst: false })).toMatchObject({ code: 'OK' })
  expect((await world.stored('bookings')).map(({ status }) => status)).toEqual(['confirmed'])
})

test('a waitlist that was seen full is refused without a database call, and has room again after a second', async () => {
  const route = 'waitlist.join' as const
  await world.change('sessions', SESSION, { seatsLeft: 0, waiting: MAX_WAITING })
  const listFull = { code: 'WAITLIST_FULL', detail: { waiting: MAX_WAITING } }
  expect(await book('first', { route })).toEqual({ ...listFull, calls: 2 })
  expect(await book('second', { route })).toEqual({ ...listFull, calls: 0 })
  expect(await book('second', { route, isFirst: false })).toMatchObject({ code: 'WAITLIST_FULL', calls: 3 })
  // What a booking has seen is known to the waitlist as well.
  full.clear()
  expect(await book('third')).toMatchObject({ code: 'SESSION_FULL', calls: 2 })
  expect(await book('third', { route, requestId: 'request-third-waits' })).toEqual({ ...listFull, calls: 0 })
  await world.change('sessions', SESSION, { waiting: MAX_WAITING - 1 })
  world.setClock(START + 1500)
  expect(await book('fourth', { route })).toMatchObject({ code: 'OK' })
})

test('whoever waits already is told so, by a repeated request, although the waitlist is known to be full', async () => {
  const route = 'waitlist.join' as const
  await world.change('sessions', SESSION, { seatsLeft: 0, waiting: MAX_WAITING - 1 })
  expect(await book('first', { route })).toMatchObject({ code: 'OK' })
  expect(await book('second', { route })).toMatchObject({ code: 'WAITLIST_FULL' })
  expect(await book('first', { route, isFirst: false })).toMatchObject({ code: 'OK' })
})

test('a session that is only full for bookings lets people join its waitlist', async () => {
  await book('first')
  await book('second')
  expect(await book('second', { route: 'waitlist.join', requestId: 'request-waits' })).toMatchObject({ code: 'OK' })
})

test('a place that became free is booked as soon as a second has passed', async () => {
  await book('first')
  await book('second')
  await world.change('sessions', SESSION, { seatsLeft: 1, capacity: 2 })
  expect(await book('third')).toMatchObject({ code: 'SESSION_FULL' })
  world.setClock(START + 1001)
  expect(await book('fourth')).toMatchObject({ code: 'OK' })
})

test('a smaller party may take what a larger one could not', async () => {
  await world.change('sessions', SESSION, { seatsLeft: 1, capacity: 1 })
  full.set(SESSION, { at: START, decidedAt: START, seatsLeft: 1, waiting: 0 })
  expect(await book('single')).toMatchObject({ code: 'OK' })
})

test('however many ask, after ten seconds they hear that it was cancelled meanwhile', async () => {
  await book('first')
  await book('second')
  await world.change('sessions', SESSION, { status: 'cancelled' })
  for (let later = 900; later < 10_000; later += 900) {
    world.setClock(START + later)
    expect(await book(`after-${later}`)).toMatchObject({ code: 'SESSION_FULL' })
  }
  world.setClock(START + 10_000)
  expect(await book('last')).toMatchObject({ code: 'SESSION_CANCELLED' })
})

test('whoever cancels may book for somebody else at once', async () => {
  await book('first')
  await book('second')
  const [booking] = await world.stored('bookings')
  const event = { route: 'booking.cancel', input: { bookingId: booking?._id }, requestId: 'request-cancel' }
  await (await world.invoke('resident', event, 'first', null, full)).finish()
  expect(await book('first', { requestId: 'request-again' })).toMatchObject({ code: 'OK' })
})

test('another refusal is not remembered', async () => {
  await world.change('sessions', SESSION, { status: 'cancelled' })
  expect(await book('first')).toMatchObject({ code: 'SESSION_CANCELLED' })
  expect(full.size).toBe(0)
})

test('two hundred sessions are remembered, and the one that was seen longest ago is forgotten first', async () => {
  const seen = { at: START, decidedAt: START, seatsLeft: 0, waiting: 0 }
  for (let n = 0; n < 199; n++) full.set(`other-${n}`, seen)
  await book('first')
  await book('second')
  expect([full.size, full.has('other-0')]).toEqual([200, true])
  full.set('other-199', seen)
  full.delete(SESSION)
  await book('third')
  expect([full.size, full.has('other-0'), full.has('other-1'), full.has(SESSION)]).toEqual([200, false, true, true])
})

test('an instance without a memory decides each time', async () => {
  await book('first')
  const input = { sessionId: SESSION, memberIds: ['self'] }
  for (const openid of ['second', 'third']) {
    const flight = await world.start(openid, 'booking.create', input, { requestId: `request-${openid}`, isFirst: true })
    expect(await flight.finish()).toMatchObject(FULL)
  }
})

test('at the full second, and after a clock was set back, it is asked again', async () => {
  await book('first')
  await book('second')
  world.setClock(START + 1000)
  expect(await book('third')).toEqual({ ...FULL, calls: 1 })
  world.setClock(START + 999)
  expect(await book('fourth')).toEqual({ ...FULL, calls: 2 })
})
