import { MINUTE } from '@domain/time'
import { changes, made, now, openWaits, PARTY, SESSION, small } from './support/stored-waits'

/** What accepting an offer and leaving a waitlist answer and store. */

const { world, open, call, ask, book, join, leave, cancel, session, statusOf, violations } = openWaits()

beforeEach(async () => {
  await open()
  await world.seed({ sessions: [small(), small({ _id: 'clash' })] })
})

const stored = async (bookingId: string) => (await world.stored('bookings', { _id: bookingId }))[0]
const starting = (bookingId: string) => call('mum', 'waitlist.accept', { bookingId })
const accept = async (bookingId: string) => (await starting(bookingId)).finish()
/** An offer to mum, whose place was given back; `until` is when it expires. */
async function offered() {
  const held = await book('holder')
  const id = await join('mum')
  await cancel('holder', held)
  return { id, until: (await session()).offers[id]?.until ?? 0 }
}
const ok = (status: string) => ({ ok: true, data: { booking: { status } } })
const lapsed = (lapsedAt: number) => ({ ok: false, code: 'OFFER_LAPSED', detail: { lapsedAt } })

describe('who accepts an offer', () => {
  test('gets a booking, which a second acceptance only repeats', async () => {
    const { id } = await offered()
    const offer = (await session()).offers[id]
    expect(await accept(id)).toMatchObject(ok('confirmed'))
    const { claims } = await session()
    expect(claims[id]).toMatchObject({ at: world.now(), offer, acceptance: expect.stringMatching(/./) })
    expect(claims[id]).not.toHaveProperty('until')
    expect(claims[id]).not.toHaveProperty('offeredAt')
    const before = await session()
    expect(await accept(id)).toMatchObject(ok('confirmed'))
    expect(await session()).toEqual(before)
    expect(await violations()).toEqual([])
  })

  test('reads the session once for the reply', async () => {
    const { id } = await offered()
    const { calls } = await made(await starting(id))
    expect(calls.filter(call => call === 'sessions get')).toHaveLength(1)
  })

  test('and has got an answer before reads the booking alone, and what the reply shows', async () => {
    const { id } = await offered()
    const other = await join('dad')
    await accept(id)
    const again = await made(await starting(id))
    expect(again.reply).toMatchObject(ok('confirmed'))
    await cancel('mum', id)
    const afterwards = await made(await starting(id))
    expect(afterwards.reply).toMatchObject(ok('cancelled'))
    for (const { calls } of [again, afterwards]) expect(calls.filter(call => !call.endsWith(' get'))).toEqual([])
    expect(again.calls).toEqual(afterwards.calls)
    expect(again.calls).not.toContain('accounts get')
    await leave('dad', other)
    const { calls } = await made(await call('dad', 'waitlist.accept', { bookingId: other }))
    expect(calls).toEqual(['bookings get'])
  })

  test('is told that it was cancelled since, or refused while it still waits', async () => {
    const { id } = await offered()
    await accept(id)
    await cancel('mum', id)
    expect(await accept(id)).toMatchObject(ok('cancelled'))
    await book('dad')
    const waits = await join('mum')
    expect(await accept(waits)).toMatchObject({ ok: false, code: 'NOT_OFFERED' })
  })

  test('is too late at the moment when it expires, and not a moment before', async () => {
    const { id, until } = await offered()
    world.setClock(until)
    const late = await made(await starting(id))
    expect(late.reply).toMatchObject(lapsed(until))
    expect(late.calls).not.toContain('sessions update')
    world.setClock(until - 1)
    expect(await accept(id)).toMatchObject(ok('confirmed'))
  })

  test('is told when it has lapsed, also where that is not known', async () => {
    const { id } = await offered()
    world.setClock(now + 5 * MINUTE)
    await leave('mum', id)
    expect(await accept(id)).toMatchObject(lapsed(now + 5 * MINUTE + 1))
    await world.change('bookings', id, { cancelledAt: null })
    expect(await accept(id)).toMatchObject(lapsed((await stored(id))?.createdAt ?? 0))
  })

  test('of a cancelled session, or one that is gone, is told so', async () => {
    const { id } = await offered()
    await world.change('sessions', SESSION, { status: 'cancelled' })
    const { reply, calls } = await made(await starting(id))
    expect(reply).toMatchObject({ ok: false, code: 'SESSION_CANCELLED' })
    expect(calls).not.toContain('sessions update')
    await world.change('bookings', id, { sessionId: 'gone' })
    expect(await accept(id)).toMatchObject({ ok: false, code: 'BOOKING_NOT_FOUND' })
  })

  test('beside another booking at that time is refused before anything is written', async () => {
    const { id } = await offered()
    await ask('mum', 'booking.create', { ...PARTY, sessionId: 'clash' })
    const writes: string[] = []
    world.watch(({ collection }) => writes.push(collection))
    expect(await accept(id)).toMatchObject({ ok: false, code: 'TIME_OVERLAP' })
    expect(writes).toEqual([])
  })

  test('after a call that died with the claim gets the booking', async () => {
    const { id } = await offered()
    const dying = await starting(id)
    await dying.until(changes('claims.'))
    await dying.step()
    expect(await accept(id)).toMatchObject(ok('confirmed'))
    expect(await violations()).toEqual([])
  })
})

describe('who accepts while something else is stored first', () => {
  /** An acceptance that is about to turn the offer into a claim. */
  async function late() {
    const { id, until } = await offered()
    const flight = await starting(id)
    await flight.until(changes('claims.'))
    return { id, until, flight }
  }

  test('by a copy gets the same booking, finished or not', async () => {
    for (const steps of [1, Number.POSITIVE_INFINITY]) {
      await open()
      await world.seed({ sessions: [small()] })
      const { id, flight } = await late()
      const copy = await starting(id)
      await copy.until(changes('claims.'))
      for (let n = 0; n < steps && !copy.isOver; n++) await copy.step()
      expect(await flight.finish()).toMatchObject(ok('confirmed'))
      expect((await session()).seatsLeft).toBe(0)
    }
  })

  test('that the session is cancelled is told so', async () => {
    const { flight } = await late()
    await world.change('sessions', SESSION, { status: 'cancelled' })
    expect(await flight.finish()).toMatchObject({ ok: false, code: 'SESSION_CANCELLED' })
  })

  test('that the party has left is told when', async () => {
    const { id, flight } = await late()
    await leave('mum', id)
    expect(await flight.finish()).toMatchObject(lapsed(world.now()))
    expect((await session()).claims).toEqual({})
  })

  test('that it was accepted and cancelled is told so', async () => {
    const { id, flight } = await late()
    await ask('mum', 'waitlist.accept', { bookingId: id })
    await cancel('mum', id)
    expect(await flight.finish()).toMatchObject(ok('cancelled'))
  })

  test('that it was finished and cancelled after its own claim shows the places that are left now', async () => {
    const { id, flight } = await late()
    await flight.step()
    await ask('mum', 'waitlist.accept', { bookingId: id })
    await cancel('mum', id)
    expect(await flight.finish()).toMatchObject({
      ok: true,
      data: { booking: { status: 'cancelled' }, session: { seatsLeft: 1 } },
    })
  })

  test('and finds neither offer nor claim, but a booking, gets that', async () => {
    const { id, flight } = await late()
    await world.change('sessions', SESSION, { offers: {} })
    await world.change('bookings', id, { status: 'confirmed' })
    expect(await flight.finish()).toMatchObject(ok('confirmed'))
  })

  test('that the session is gone is told until when it could', async () => {
    const { until, flight } = await late()
    await world.remove('sessions', SESSION)
    expect(await flight.finish()).toMatchObject(lapsed(until))
  })

  test('and finds neither offer nor claim, nor a booking that has ended, is told until when it could', async () => {
    const { id, until, flight } = await late()
    await world.change('sessions', SESSION, { offers: {} })
    expect(await flight.finish()).toMatchObject(lapsed(until))
    expect(await accept(id)).toMatchObject(lapsed(until))
    await world.change('bookings', id, { waitUntil: null })
    expect(await accept(id)).toMatchObject(lapsed(world.now()))
  })

  test('that it leaves after its claim loses', async () => {
    const { id } = await offered()
    const flight = await starting(id)
    await flight.until(changes('claims.'))
    await flight.step()
    await leave('mum', id)
    expect(await flight.finish()).toMatchObject({ ok: false, code: 'OFFER_LAPSED' })
    expect(await session()).toMatchObject({ seatsLeft: 1 })
  })
})

describe('who leaves', () => {
  const ended = { status: 'lapsed', releasing: false, waitUntil: null, offerTellAt: null }

  test('a waitlist has left it, once', async () => {
    await book('holder')
    const id = await join('mum')
    await leave('mum', id)
    const { at } = (await stored(id))?.waitEvents.left ?? {}
    expect(await stored(id)).toMatchObject({ ...ended, cancelledAt: at })
    expect(at).toBe(world.now())
    const before = await stored(id)
    await leave('mum', id)
    expect(await stored(id)).toEqual(before)
    expect((await session()).waiting).toBe(0)
  })

  test('an offer has declined it', async () => {
    const { id } = await offered()
    await leave('mum', id)
    expect(await stored(id)).toMatchObject({ ...ended, waitEvents: { declined: { what: 'declined' } } })
    expect((await stored(id))?.waitEvents).not.toHaveProperty('left')
  })

  test('is told with all that happened, which is not read again', async () => {
    const { id } = await offered()
    const { reply, calls } = await made(await call('mum', 'waitlist.leave', { bookingId: id }))
    expect(calls.filter(call => call === 'bookings get')).toHaveLength(1)
    const whats = reply?.ok ? reply.data.booking.history.map(({ what }) => what) : []
    expect(whats).toEqual(['joined', 'offered', 'declined'])
    expect(reply).toMatchObject(ok('lapsed'))
  })

  test('while a ticket is open has withdrawn it', async () => {
    await book('holder')
    const id = await join('mum')
    await world.change('bookings', id, { status: 'registered' })
    await leave('mum', id)
    expect(await stored(id)).toMatchObject({ ...ended, waitEvents: { withdrawn: { what: 'withdrawn' } } })
  })

  test('what is confirmed is refused, also when that happens meanwhile', async () => {
    const { id } = await offered()
    const leaving = await call('mum', 'waitlist.leave', { bookingId: id })
    await leaving.until(({ collection, method }) => collection === 'bookings' && method === 'update')
    await accept(id)
    for (const flight of [leaving, await call('mum', 'waitlist.leave', { bookingId: id })])
      expect(await flight.finish()).toMatchObject({ ok: false, code: 'NOT_WAITING' })
    expect(await statusOf(id)).toBe('confirmed')
  })

  test('and is offered a place meanwhile has declined it', async () => {
    const held = await book('holder')
    const id = await join('mum')
    const leaving = await call('mum', 'waitlist.leave', { bookingId: id })
    await leaving.until(({ collection, method }) => collection === 'bookings' && method === 'update')
    await cancel('holder', held)
    expect(await leaving.finish()).toMatchObject(ok('lapsed'))
    expect((await stored(id))?.waitEvents).toHaveProperty('declined')
    expect(await session()).toMatchObject({ seatsLeft: 1, waiting: 0 })
  })
})
