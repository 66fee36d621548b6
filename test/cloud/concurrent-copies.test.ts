import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import type { DatabaseCall } from './in-process/memory-store'
import { openWorld } from './in-process/world'
import { aBallot } from './support/ballot'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

/** One request arrives twice, and another call of the same person runs between any two of its steps. */

const now = Date.parse('2026-07-01T02:00:00Z')
const own = { memberIds: ['guoguo'] }
const world = openWorld()
let serial = 0
const newId = () => `request-${serial++}`

beforeEach(async () => {
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [
      aSession(now, { _id: 'wanted', capacity: 1 }),
      aSession(now, { _id: 'full', capacity: 1 }),
      aBallot(now, { _id: 'drawn', startsAt: now + 10 * DAY }),
      aSession(now, { _id: 'clash', capacity: 3, rules: { checkInBefore: 4 * DAY } }),
      ...aSeries(now, { startsAt: now + 3 * DAY, capacity: 1 }),
    ],
    accounts: [aHousehold('mum', now), aHousehold('other', now)],
    staff: [aStaff('staff')],
  })
})

const about = (collection: DatabaseCall['collection'], method: DatabaseCall['method']) => (call: DatabaseCall) =>
  call.collection === collection && call.method === method
const toTheLedger = about('accounts', 'update')
const toTheSession = about('sessions', 'update')

async function enter(openid: string, route: 'booking.create' | 'waitlist.join', sessionId: string) {
  const flight = await world.start(openid, route, { sessionId, ...own }, { requestId: newId() })
  const reply = await flight.finish()
  if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
  return reply.data.booking.id
}

async function act(openid: string, route: 'booking.cancel' | 'waitlist.leave' | 'waitlist.accept', bookingId: string) {
  const reply = await (await world.start(openid, route, { bookingId }, { requestId: newId() })).finish()
  return reply?.ok ? 'OK' : reply?.code
}

test('booking: one twin cannot be refused and the other accepted', async () => {
  const requestId = newId()
  const twin = () => world.start('mum', 'booking.create', { sessionId: 'wanted', ...own }, { requestId })
  const first = await twin()
  await first.until(toTheLedger)
  const clash = await enter('mum', 'booking.create', 'clash')
  const second = await twin()
  // The second copy is refused and about to release the place …
  await second.until(toTheSession)
  // … when the clashing booking is cancelled, so that the first copy can enter the ledger.
  expect(await act('mum', 'booking.cancel', clash)).toBe('OK')
  const answers = [await first.finish(), await second.finish()]
  expect(answers[0]).toMatchObject({ ok: false, code: 'TIME_OVERLAP', detail: { bookingId: clash } })
  expect(answers[1]).toEqual(answers[0])
  // A third, late copy gets the same answer; a new request books.
  expect(await (await twin()).finish()).toEqual(answers[0])
  expect(await invariantViolations(world, now)).toEqual([])
  await enter('mum', 'booking.create', 'wanted')
  expect(await invariantViolations(world, now)).toEqual([])
})

test('waitlist: one twin cannot be refused and the other join', async () => {
  await enter('other', 'booking.create', 'wanted')
  const requestId = newId()
  const twin = () => world.start('mum', 'waitlist.join', { sessionId: 'wanted', ...own }, { requestId })
  const first = await twin()
  await first.until(toTheLedger)
  const another = await enter('mum', 'waitlist.join', 'wanted')
  const second = await twin()
  await second.until(toTheSession)
  expect(await act('mum', 'waitlist.leave', another)).toBe('OK')
  const answers = [await first.finish(), await second.finish()]
  expect(answers[0]).toMatchObject({ ok: false, code: 'ALREADY_BOOKED', detail: { bookingId: another } })
  expect(answers[1]).toEqual(answers[0])
  expect(await invariantViolations(world, now)).toEqual([])
})

test('offer: one twin cannot be refused and the other accept; another tap can', async () => {
  const held = await enter('other', 'booking.create', 'wanted')
  const bookingId = await enter('mum', 'waitlist.join', 'wanted')
  expect(await act('other', 'booking.cancel', held)).toBe('OK')
  const requestId = newId()
  const twin = () => world.start('mum', 'waitlist.accept', { bookingId }, { requestId })
  const first = await twin()
  await first.until(toTheLedger)
  const clash = await enter('mum', 'booking.create', 'clash')
  const second = await twin()
  await second.until(toTheSession)
  expect(await act('mum', 'booking.cancel', clash)).toBe('OK')
  const answers = [await first.finish(), await second.finish()]
  expect(answers[0]).toMatchObject({ ok: false, code: 'TIME_OVERLAP', detail: { bookingId: clash } })
  expect(answers[1]).toEqual(answers[0])
  expect(await invariantViolations(world, now)).toEqual([])
  expect(await act('mum', 'waitlist.accept', bookingId)).toBe('OK')
  expect(await invariantViolations(world, now)).toEqual([])
})

test.each([
  ['booking.create', 'mum', { sessionId: 'wanted', ...own }],
  ['booking.createSeries', 'mum', { seriesId: 'summer', ...own }],
  ['ballot.register', 'mum', { sessionId: 'drawn', ...own }],
  ['waitlist.join', 'mum', { sessionId: 'full', ...own }],
  ['staff.walkIn', 'staff', { centreId: CENTRE, sessionId: 'clash', people: 2 }],
  ['staff.bookFor', 'staff', { centreId: CENTRE, sessionId: 'clash', people: 1, name: '李大爷', lastFour: '1234' }],
] as const)('%s: who read half before its twin and half after it is told the same', async (route, openid, input) => {
  await enter('other', 'booking.create', 'full')
  const requestId = newId()
  const twin = () => world.start(openid, route, input, { requestId })
  const [first, second] = [await twin(), await twin()]
  await second.until(about('accounts', 'get'))
  const other = () => second.pending.findIndex(({ collection }) => collection !== 'accounts')
  while (other() >= 0) await second.step(other())
  expect(await first.finish()).toMatchObject({ ok: true })
  expect(await second.finish()).toMatchObject({ ok: true })
  const made = (await world.stored('bookings')).filter(
    ({ sessionId, accountId }) => !(sessionId === 'full' && accountId === accountIdOf('other')),
  )
  expect(made).toHaveLength(route === 'booking.createSeries' ? 3 : 1)
  expect(await invariantViolations(world, now)).toEqual([])
})

/** Starts a request that the app says it sends for the first time, as often as the network delivers it. */
async function deliverFirst(route: 'booking.create' | 'waitlist.join', sessionId: string, requestId: string) {
  return (await world.start('mum', route, { sessionId, ...own }, { requestId, isFirst: true })).finish()
}

test.each(['booking.create', 'waitlist.join'] as const)(
  '%s: a first request that the network delivers again when the session is over is told the same and frees nothing',
  async route => {
    const requestId = newId()
    const held = route === 'waitlist.join' ? await enter('other', 'booking.create', 'wanted') : null
    const first = await deliverFirst(route, 'wanted', requestId)
    if (held) {
      expect(await act('other', 'booking.cancel', held)).toBe('OK')
      expect(await act('mum', 'waitlist.accept', first?.ok ? first.data.booking.id : '')).toBe('OK')
    }
    const [before] = await world.stored('sessions', { _id: 'wanted' })
    world.setClock((before?.endsAt ?? 0) + MINUTE)
    await world.seed({ sessions: [aSession(now, { _id: 'later', startsAt: now + 20 * DAY })] })
    // A booking of something else drops what is over from the ledger.
    await enter('mum', 'booking.create', 'later')
    expect(await deliverFirst(route, 'wanted', requestId)).toMatchObject({
      ok: true,
      data: { booking: { status: 'confirmed' } },
    })
    expect(await world.stored('sessions', { _id: 'wanted' })).toEqual([before])
  },
)

test.each([
  ['booking.create', 'wanted', 'booking.cancel', 'cancelled'],
  ['waitlist.join', 'full', 'waitlist.leave', 'lapsed'],
] as const)('%s: a first request that the network delivers again hours after its end takes nothing', async (...row) => {
  const [route, sessionId, end, status] = row
  await enter('other', 'booking.create', 'full')
  const requestId = newId()
  const first = await deliverFirst(route, sessionId, requestId)
  expect(await act('mum', end, first?.ok ? first.data.booking.id : '')).toBe('OK')
  // By then neither the ledger nor the session remembers the request.
  for (let n = 0; n < 3; n++) {
    world.setClock(world.now() + HOUR)
    await (await world.startTick()).finish()
  }
  const [before] = await world.stored('sessions', { _id: sessionId })
  expect(await deliverFirst(route, sessionId, requestId)).toMatchObject({ ok: true, data: { booking: { status } } })
  const [after] = await world.stored('sessions', { _id: sessionId })
  expect(after).toMatchObject({ seatsLeft: before?.seatsLeft, waiting: before?.waiting, claims: before?.claims })
  expect(await invariantViolations(world, world.now())).toEqual([])
})

test('a copy that dies after its booking was cancelled leaves nothing in the ledger', async () => {
  let lived = false
  for (let steps = 1; !lived; steps++) {
    const requestId = newId()
    const twin = () => world.start('mum', 'booking.create', { sessionId: 'wanted', ...own }, { requestId })
    const first = await twin()
    await first.until(toTheLedger)
    const late = await twin()
    await late.until(toTheLedger)
    const reply = await first.finish()
    expect(await act('mum', 'booking.cancel', reply?.ok ? reply.data.booking.id : '')).toBe('OK')
    for (let step = 0; step < steps && !late.isOver; step++) await late.step()
    lived = late.isOver
    world.setClock(world.now() + 3 * MINUTE)
    await (await world.startTick()).finish()
    expect(await invariantViolations(world, world.now())).toEqual([])
  }
})

describe('a whole series: the enrolment, not the ledger, decides for all copies', () => {
  const requestOf = (requestId: string) => () =>
    world.start('mum', 'booking.createSeries', { seriesId: 'summer', ...own }, { requestId })

  test('one twin cannot be refused and the other enrolled', async () => {
    const twin = requestOf(newId())
    const first = await twin()
    await first.until(toTheLedger)
    const clash = await enter('mum', 'booking.create', 'clash')
    const second = await twin()
    await second.until(toTheSession)
    expect(await act('mum', 'booking.cancel', clash)).toBe('OK')
    const answers = [await first.finish(), await second.finish()]
    expect(answers[0]).toMatchObject({ ok: false, code: 'SERIES_SESSION_REFUSED' })
    expect(answers[1]).toEqual(answers[0])
    expect(await (await twin()).finish()).toEqual(answers[0])
    expect(await invariantViolations(world, now)).toEqual([])
    expect(await (await requestOf(newId())()).finish()).toMatchObject({ ok: true })
  })

  test.each(['one session', 'all of it'])(
    'a copy that dies after %s was given back leaves nothing behind',
    async what => {
      let lived = false
      for (let steps = 1; !lived; steps++) {
        const twin = requestOf(newId())
        const first = await twin()
        await first.until(toTheLedger)
        const late = await twin()
        await late.until(toTheLedger)
        const reply = await first.finish()
        if (!reply?.ok) throw new Error('not enrolled')
        const { id: enrolmentId, bookings } = reply.data.enrolment
        if (what === 'one session') expect(await act('mum', 'booking.cancel', bookings[0]?.id ?? '')).toBe('OK')
        const cancelAll = () => world.start('mum', 'booking.cancelSeries', { enrolmentId }, { requestId: newId() })
        if (what === 'all of it') expect(await (await cancelAll()).finish()).toMatchObject({ ok: true })
        for (let step = 0; step < steps && !late.isOver; step++) await late.step()
        lived = late.isOver
        world.setClock(world.now() + 3 * MINUTE)
        await (await world.startTick()).finish()
        expect(await invariantViolations(world, world.now())).toEqual([])
        await (await cancelAll()).finish()
      }
    },
  )
})
