import { MINUTE } from '@domain/time'
import { CENTRE } from '../../worlds/fixtures/index'
import type { Fault } from './in-process/flight'
import { changes, openWaits, PARTY, SESSION, small } from './support/stored-waits'

/**
 * Waiting parties that the session does not list, because their booking is stored. Here every party that joins takes all of
 * these from the list, not only every sixteenth.
 */
jest.mock('../../cloudfunctions/lib/booking/core/stored-waits', () => ({
  ...jest.requireActual('../../cloudfunctions/lib/booking/core/stored-waits'),
  isListKeeper: () => true,
}))

const { world, open, call, ask, book, join, leave, cancel, tick, tickAfter, session, counted, statusOf, violations } =
  openWaits()
beforeEach(open)

test('a party is listed until its booking is stored, and keeps its order and its place in the count', async () => {
  await world.seed({ sessions: [small()] })
  const held = await book('holder')
  const ids = [await join('mum'), await join('dad'), await join('late')]
  expect(await counted()).toMatchObject({ listed: 0, waiting: 3 })
  await cancel('holder', held)
  expect(await Promise.all(ids.map(statusOf))).toEqual(['offered', 'waiting', 'waiting'])
  expect(await violations()).toEqual([])
})

test('whoever leaves while a promotion is decided is offered nothing, and the next party is', async () => {
  await world.seed({ sessions: [small()] })
  const held = await book('holder')
  const [mum, dad] = [await join('mum'), await join('dad')]
  const cancelling = await call('holder', 'booking.cancel', { bookingId: held })
  await cancelling.until(changes('offers.'))
  await leave('mum', mum)
  await cancelling.finish()
  expect([await statusOf(mum), await statusOf(dad)]).toEqual(['lapsed', 'offered'])
  expect(await counted()).toMatchObject({ waiting: 0, seatsLeft: 0 })
  expect(await violations()).toEqual([])
})

test('whoever is offered places while they leave gives them to the next party', async () => {
  await world.seed({ sessions: [small()] })
  const held = await book('holder')
  const [mum, dad] = [await join('mum'), await join('dad')]
  const leaving = await call('mum', 'waitlist.leave', { bookingId: mum })
  await leaving.until(changes('left.'))
  // The booking has ended, so the promotion reads it no more: as if it had been read before.
  await world.change('bookings', mum, { status: 'waiting' })
  await cancel('holder', held)
  await world.change('bookings', mum, { status: 'lapsed' })
  await leaving.finish()
  await tick()
  expect([await statusOf(mum), await statusOf(dad)]).toEqual(['lapsed', 'offered'])
  expect(await counted()).toMatchObject({ waiting: 0, seatsLeft: 0 })
})

/** A copy of mum's call has read that nobody waits, and goes on when she waits and is not listed any more. */
async function slowCopy(fault: Fault | null = null) {
  await world.seed({ sessions: [small()] })
  await book('holder')
  const requestId = 'request-joining'
  const copy = await world.start('mum', 'waitlist.join', PARTY, { requestId, fault })
  await copy.until(changes('waitlist.'))
  world.setClock(world.now() + 1)
  const first = await (await world.start('mum', 'waitlist.join', PARTY, { requestId })).finish()
  expect(await counted()).toMatchObject({ listed: 0, waiting: 1 })
  return { copy, first, id: (first?.ok && first.data.booking.id) || '' }
}

test('a slow copy of a join counts nobody twice, and gets the same answer', async () => {
  const { copy, first } = await slowCopy()
  const second = await copy.finish()
  expect(second).toMatchObject({ ok: true, data: { booking: first?.ok && { id: first.data.booking.id } } })
  expect(await counted()).toMatchObject({ listed: 0, waiting: 1 })
  expect(await violations()).toEqual([])
})

describe('where the slow copy dies after it has listed the party again', () => {
  const afterListing: Fault = { kind: 'after', call: 5 }
  const dead = async () => {
    const { copy, id } = await slowCopy(afterListing)
    await copy.finish()
    expect(Object.keys((await session()).waitlist)).toEqual([id])
    expect(await counted()).toMatchObject({ waiting: 2 })
    return id
  }

  test('the reconciler drops the second entry', async () => {
    await dead()
    await tickAfter(3)
    expect(await counted()).toMatchObject({ listed: 0, waiting: 1 })
    expect(await violations()).toEqual([])
  })

  test('the party leaves both', async () => {
    await leave('mum', await dead())
    expect(await counted()).toMatchObject({ listed: 0, waiting: 0 })
    expect(await violations()).toEqual([])
  })

  test('a promotion offers it places once', async () => {
    const id = await dead()
    await ask('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: SESSION, capacity: 2 })
    expect(await statusOf(id)).toBe('offered')
    expect(await counted()).toMatchObject({ listed: 0, waiting: 0, seatsLeft: 0 })
    expect(await violations()).toEqual([])
  })
})

test('the trace of who has left is removed when no call can need it', async () => {
  await world.seed({ sessions: [small()] })
  await book('holder')
  const [mum] = [await join('mum'), await join('dad')]
  await leave('mum', mum)
  expect(Object.keys((await session()).left ?? {})).toEqual([mum])
  await tickAfter(3)
  expect(Object.keys((await session()).left ?? {})).toEqual([mum])
  await tickAfter(2)
  expect(await counted()).toMatchObject({ traces: 0, waiting: 1 })
  expect((await session()).claimedAt).toBeUndefined()
})

test('a slow copy of a join whose party has left since hears what became of it; where nothing is stored, why nobody joins', async () => {
  const { copy, id } = await slowCopy()
  await leave('mum', id)
  expect(await copy.finish()).toMatchObject({ ok: true, data: { booking: { id, status: 'lapsed' } } })
  // A call that died with nothing but its entry; then the session is called off, and the entry taken out.
  const join = () => world.start('dad', 'waitlist.join', PARTY, { requestId: 'request-dead', fault: null })
  const dead = await join()
  await dead.until(changes('waitlist.'))
  await dead.step()
  await ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: SESSION, reason: '老师请假' })
  await tick()
  expect(await counted()).toMatchObject({ listed: 0, waiting: 0, traces: 2 })
  expect(await (await join()).finish()).toMatchObject({ ok: false, code: 'SESSION_CANCELLED' })
})

/** How somebody who waits before another comes out of the session. */
const departures: { what: string; depart: (mum: string, held: string) => Promise<unknown> }[] = [
  { what: 'leaves the waitlist', depart: mum => leave('mum', mum) },
  {
    what: 'declines an offer',
    depart: async (mum, held) => {
      await cancel('holder', held)
      await leave('mum', mum)
    },
  },
  {
    what: 'cancels what was offered',
    depart: async (mum, held) => {
      await cancel('holder', held)
      await ask('mum', 'waitlist.accept', { bookingId: mum })
      await cancel('mum', mum)
    },
  },
]

describe.each(departures)('somebody who $what', ({ depart }) => {
  const departed = async () => {
    await world.seed({ sessions: [small()] })
    const held = await book('holder')
    const [mum] = [await join('mum'), await join('dad'), await join('late')]
    await depart(mum, held)
    // The call died before it had marked the booking released.
    await world.change('bookings', mum, { releasing: true })
    return { mum, waiting: (await session()).waiting }
  }

  test('is taken out once, however often that is finished', async () => {
    const { mum, waiting } = await departed()
    for (const minutes of [3, 3, 3]) {
      await world.change('bookings', mum, { releasing: true })
      await tickAfter(minutes)
      expect(await counted()).toMatchObject({ waiting })
    }
    await tickAfter(5)
    expect(await counted()).toMatchObject({ traces: 0, waiting })
    expect(await violations()).toEqual([])
  })

  test('is taken out once, when one of those who finish it is slow', async () => {
    const { waiting } = await departed()
    world.setClock(world.now() + 10 * MINUTE)
    const slow = await world.startTick()
    await slow.until(({ collection, method, fields = [] }) =>
      collection === 'sessions' && method === 'update' ? fields.some(field => field.startsWith('left.')) : false,
    )
    await tick()
    world.setClock(world.now() + 1000)
    await tick()
    await slow.finish()
    expect(await counted()).toMatchObject({ waiting })
    expect(await violations()).toEqual([])
  })
})
