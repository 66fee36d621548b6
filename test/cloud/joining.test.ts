import { DAY, HOUR, MINUTE } from '@domain/time'
import type { DatabaseCall } from './in-process/memory-store'
import { aBallot, DRAW_BEFORE } from './support/ballot'
import { changes, made, now, openWaits, PARTY, SESSION, small } from './support/stored-waits'

/** What joining a waitlist answers and stores, when something else happens before or meanwhile. */

const { world, open, ask, book, tick, session, statusOf, violations } = openWaits()

beforeEach(async () => {
  await open()
  await world.seed({ sessions: [small(), small({ _id: 'other', startsAt: now + 3 * DAY })] })
})

const storesBooking = ({ collection, method }: DatabaseCall) => collection === 'bookings' && method === 'insert'
const stored = async (bookingId: string) => (await world.stored('bookings', { _id: bookingId }))[0]

/** Starts one delivery of mum's request to join. */
function joining({ memberIds = PARTY.memberIds, sessionId = SESSION, isFirst = false } = {}) {
  return world.start('mum', 'waitlist.join', { sessionId, memberIds }, { requestId: 'request-joining', isFirst })
}
const deliver = async (change: Parameters<typeof joining>[0] = {}) => (await joining(change)).finish()
/** A call that died when the session listed the party; returns the id that its booking will have. */
async function deadJoin() {
  await book('holder')
  const dying = await joining()
  await dying.until(changes('waitlist.'))
  await dying.step()
  return Object.keys((await session()).waitlist)[0] ?? ''
}
/** Moves the party on in its session, as a promotion does. */
async function moveOn(id: string, to: 'offers' | 'claims' | 'left', value: unknown) {
  const { waiting } = await session()
  await world.change('sessions', SESSION, { waitlist: {}, waiting: waiting - 1, [to]: { [id]: value } })
}
const anOffer = async (id: string) => ({
  ...(await session()).waitlist[id],
  offeredAt: world.now(),
  until: world.now() + 30 * MINUTE,
})
const reused = { ok: false, code: 'REQUEST_REUSED' }

describe('a request to join that is delivered again', () => {
  test('with its booking stored gets it, and is refused for another session or other people', async () => {
    await book('holder')
    const first = await deliver()
    expect(first).toMatchObject({ ok: true, data: { booking: { status: 'waiting', ahead: 0 } } })
    const before = await session()
    expect(await deliver()).toEqual(first)
    expect(await deliver({ sessionId: 'other' })).toMatchObject(reused)
    expect(await deliver({ memberIds: ['guoguo'] })).toMatchObject(reused)
    for (const isFirst of [false, true])
      expect(await deliver({ sessionId: 'nowhere', isFirst })).toMatchObject({ code: 'SESSION_NOT_FOUND' })
    expect(await session()).toEqual(before)
  })

  test('after its first call has died is finished with the same people only', async () => {
    const id = await deadJoin()
    expect(await deliver({ memberIds: ['guoguo'] })).toMatchObject(reused)
    expect(await deliver()).toMatchObject({ ok: true, data: { booking: { id, status: 'waiting' } } })
    expect((await session()).waiting).toBe(1)
    expect(await stored(id)).toMatchObject({ waitKey: expect.stringMatching(/^\w{8}$/), createdAt: now + 1 })
    expect(await violations()).toEqual([])
  })

  test.each(['entry', 'offers', 'claims', 'left'] as const)(
    'as a first one, with its party in the session (%s), only reads',
    async where => {
      await book('holder')
      const requested = await deliver({ isFirst: true })
      const id = requested?.ok ? requested.data.booking.id : ''
      const offer = await anOffer(id)
      if (where === 'claims') await moveOn(id, where, { ...offer, at: now, offer })
      else if (where !== 'entry') await moveOn(id, where, where === 'left' ? now : offer)
      const { reply, calls } = await made(await joining({ isFirst: true }))
      expect(reply).toMatchObject({ ok: true, data: { booking: { id } } })
      expect(calls.filter(call => !/ (get|count)$/.test(call))).toEqual([])
      expect(await deliver({ isFirst: true, memberIds: ['guoguo'] })).toMatchObject(reused)
    },
  )

  test('whose party has left is told so when that is stored, and to come again before', async () => {
    const id = await deadJoin()
    const copy = await joining()
    await copy.until(storesBooking)
    await moveOn(id, 'left', now)
    expect(await deliver()).toMatchObject({ ok: false, code: 'BUSY' })
    const late = await joining()
    while (!late.pending.every(({ collection }) => collection === 'bookings')) await late.step()
    await late.step()
    expect(late.pending).toMatchObject([{ collection: 'bookings', method: 'get' }])
    expect(await copy.finish()).toMatchObject({ ok: true, data: { booking: { status: 'lapsed' } } })
    expect(await late.finish()).toMatchObject({ ok: true, data: { booking: { id, status: 'lapsed' } } })
  })

  test('whose place was drawn gets it, for the same people only', async () => {
    const id = await deadJoin()
    const { waitlist } = await session()
    await moveOn(id, 'claims', { ...waitlist[id], at: now, ticket: true, wonAt: now })
    expect(await deliver({ memberIds: ['guoguo'] })).toMatchObject(reused)
    expect(await deliver()).toMatchObject({ ok: true, data: { booking: { id, status: 'confirmed' } } })
    expect(await stored(id)).toMatchObject({ waitEvents: { won: { at: now } } })
  })

  test('when the session is over is refused, and again', async () => {
    await deadJoin()
    const closedAt = (await session()).endsAt
    world.setClock(closedAt)
    expect(await deliver()).toMatchObject({ ok: false, code: 'BOOKING_CLOSED', detail: { closedAt } })
    expect(await deliver()).toMatchObject({ ok: false, code: 'BOOKING_CLOSED' })
  })

  test('whose booking was stored too late is refused', async () => {
    await book('holder')
    const first = await deliver()
    const late = { status: 'cancelled', cancelledBy: 'late' }
    await world.change('bookings', first?.ok ? first.data.booking.id : '', late)
    const closedAt = (await session()).endsAt
    expect(await deliver()).toMatchObject({ ok: false, code: 'BOOKING_CLOSED', detail: { closedAt } })
  })

  test.each([
    ['was in time', 'waiting', async () => {}],
    ['was in time, and that the party has left since', 'lapsed', async (id: string) => moveOn(id, 'left', now)],
  ] as const)('when the session is over finds that a slow copy %s', async (_what, status, then) => {
    await book('holder')
    const copy = await joining()
    await copy.until(storesBooking)
    world.setClock((await session()).endsAt)
    const late = await joining()
    await late.until(storesBooking)
    expect(await copy.finish()).toMatchObject({ ok: true })
    await then(Object.keys((await session()).waitlist)[0] ?? '')
    expect(await late.finish()).toMatchObject({ ok: true, data: { booking: { status } } })
  })
})

describe('a party that joins', () => {
  test.each([
    ['is cancelled', { status: 'cancelled' }, 'SESSION_CANCELLED'],
    ['has a free place', { seatsLeft: 1 }, 'SESSION_NOT_FULL'],
  ] as const)('where the session meanwhile %s is told so', async (_what, change, code) => {
    await book('holder')
    const flight = await joining()
    await flight.until(changes('waitlist.'))
    await world.change('sessions', SESSION, change)
    expect(await flight.finish()).toMatchObject({ ok: false, code })
    expect(await session()).toMatchObject({ waiting: 0 })
    expect(await world.stored('bookings', { status: 'waiting' })).toEqual([])
  })

  test('for the first time looks for no booking of its request', async () => {
    await book('holder')
    const { reply, calls } = await made(await joining({ isFirst: true }))
    expect(reply).toMatchObject({ ok: true, data: { booking: { status: 'waiting' } } })
    expect(calls).not.toContain('bookings get')
  })

  test.each([
    ['lists the party', changes('waitlist.')],
    ['stores its booking', storesBooking],
  ] as const)('where the session is gone before it %s is told so', async (_what, moment) => {
    await book('holder')
    const flight = await joining()
    await flight.until(moment)
    await world.remove('sessions', SESSION)
    expect(await flight.finish()).toMatchObject({ ok: false, code: 'SESSION_NOT_FOUND' })
  })

  test('where the session is moved meanwhile waits for the new time', async () => {
    await book('holder')
    const flight = await joining()
    await flight.until(changes('waitlist.'))
    await world.change('sessions', SESSION, { moves: 1, startsAt: now + 2 * DAY, endsAt: now + 2 * DAY + HOUR })
    expect(await flight.finish()).toMatchObject({ ok: true, data: { booking: { startsAt: now + 2 * DAY } } })
  })

  test('as a copy of a call that has listed the party goes on with that entry', async () => {
    await book('holder')
    const [first, second] = [await joining(), await joining()]
    await second.until(changes('waitlist.'))
    await first.until(storesBooking)
    const { waitlist } = await session()
    expect(await second.finish()).toMatchObject({ ok: true })
    expect(await first.finish()).toMatchObject({ ok: true })
    const [[id, entry] = ['', undefined]] = Object.entries(waitlist)
    expect(await stored(id)).toMatchObject({ waitKey: entry?.key })
    expect(await session()).toMatchObject({ waiting: 1, waitlist })
  })

  test('and is offered a place before its booking is stored hears of it', async () => {
    await book('holder')
    const flight = await joining()
    await flight.until(storesBooking)
    const id = Object.keys((await session()).waitlist)[0] ?? ''
    await moveOn(id, 'offers', await anOffer(id))
    expect(await flight.finish()).toMatchObject({ ok: true, data: { booking: { status: 'offered' } } })
    expect(await stored(id)).toMatchObject({ status: 'offered', waitUntil: now + 1 + 30 * MINUTE })
  })

  test('and is taken out before its booking is stored waits no more', async () => {
    await book('holder')
    const flight = await joining()
    await flight.until(storesBooking)
    const id = Object.keys((await session()).waitlist)[0] ?? ''
    await moveOn(id, 'left', now)
    expect(await flight.finish()).toMatchObject({ ok: true, data: { booking: { status: 'lapsed' } } })
    expect(await statusOf(id)).toBe('lapsed')
  })

  test('as the sixteenth takes those before it from the list, and no other does', async () => {
    await book('holder')
    const joins = (openid: string) => ask(openid, 'waitlist.join', PARTY)
    for (let n = 1; n <= 15; n++) await joins(`person-${n}`)
    expect(Object.keys((await session()).waitlist)).toHaveLength(15)
    await joins('sixteenth')
    expect(Object.keys((await session()).waitlist).length).toBeLessThanOrEqual(1)
    await joins('seventeenth')
    const { waitlist, waiting } = await session()
    expect(Object.keys(waitlist).length).toBeLessThanOrEqual(2)
    expect(waiting).toBe(17)
  })
})

describe('a ticket that is drawn before its booking is stored', () => {
  const DRAW = 'draw'
  /** Two tickets for one place, drawn while both calls are about to store their bookings. */
  async function drawnMeanwhile() {
    const draws = now + MINUTE
    await world.seed({ sessions: [aBallot(now, { _id: DRAW, startsAt: draws + DRAW_BEFORE, capacity: 1 })] })
    const register = (openid: string) =>
      world.start(
        openid,
        'ballot.register',
        { ...PARTY, sessionId: DRAW },
        { requestId: `request-${openid}`, isFirst: true },
      )
    const flights = [await register('mum'), await register('dad')]
    for (const flight of flights) await flight.until(storesBooking)
    world.setClock(draws)
    await tick()
    return flights
  }

  const finished = async (flights: Awaited<ReturnType<typeof drawnMeanwhile>>) => {
    const replies = []
    for (const flight of flights) replies.push(await flight.finish())
    return replies.flatMap(reply => (reply?.ok ? [reply.data.booking] : []))
  }

  test('books its place, or waits by its rank', async () => {
    const bookings = await finished(await drawnMeanwhile())
    expect(bookings.map(({ status, ahead }) => [status, ahead]).sort()).toEqual([
      ['confirmed', null],
      ['waiting', 0],
    ])
    for (const { id, status } of bookings)
      expect(await stored(id)).toMatchObject({ status, rank: status === 'waiting' ? 2 : 1 })
    expect(await violations()).toEqual([])
  })

  test('and is taken out waits no more', async () => {
    const flights = await drawnMeanwhile()
    const [{ waitlist } = { waitlist: {} }] = await world.stored('sessions', { _id: DRAW })
    const left = Object.fromEntries(Object.keys(waitlist).map(id => [id, world.now()]))
    await world.change('sessions', DRAW, { waitlist: {}, waiting: 0, left })
    const bookings = await finished(flights)
    expect(bookings.map(({ status }) => status).sort()).toEqual(['confirmed', 'lapsed'])
    expect(await violations()).toEqual([])
  })
})
