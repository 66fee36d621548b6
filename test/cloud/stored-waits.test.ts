import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import type { Fault } from './in-process/flight'
import type { DatabaseCall } from './in-process/memory-store'
import { openWorld } from './in-process/world'
import { invariantViolations } from './support/invariants'

/**
 * Waiting parties that the session does not list, because their booking is stored. Here every party that joins takes all of
 * these from the list, not only every sixteenth.
 */
jest.mock('../../cloudfunctions/lib/booking/core/stored-waits', () => ({
  ...jest.requireActual('../../cloudfunctions/lib/booking/core/stored-waits'),
  isListKeeper: () => true,
}))

const now = Date.parse('2026-07-01T02:00:00Z')
const SESSION = 'small'
const world = openWorld()
let serial = 0

const small = (change: Partial<SessionDocument> = {}) =>
  aSession(now, { _id: SESSION, startsAt: now + DAY, capacity: 1, rules: { cancelBefore: 0 }, ...change })

beforeEach(async () => {
  serial = 0
  world.reset()
  world.setClock(now)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: ['holder', 'mum', 'dad', 'late'].map(openid => aHousehold(openid, now)),
    staff: [aStaff('manager', { role: 'manager' })],
  })
})

function call<Name extends RouteName>(
  openid: string,
  route: Name,
  input: RouteInput<Name>,
  fault: Fault | null = null,
) {
  return world.start(openid, route, input, { requestId: `request-${serial++}`, fault })
}
async function ask<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
  // In the order of the clock.
  world.setClock(world.now() + 1)
  const reply = await (await call(openid, route, input)).finish()
  if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
  return (reply.data as unknown as { booking: { id: string } }).booking?.id ?? ''
}
const PARTY = { sessionId: SESSION, memberIds: ['self'] }
const book = (openid: string) => ask(openid, 'booking.create', PARTY)
const join = (openid: string) => ask(openid, 'waitlist.join', PARTY)
const leave = (openid: string, bookingId: string) => ask(openid, 'waitlist.leave', { bookingId })
const cancel = (openid: string, bookingId: string) => ask(openid, 'booking.cancel', { bookingId })
const tick = async () => (await world.startTick()).finish()
const tickAfter = async (minutes: number) => {
  world.setClock(world.now() + minutes * MINUTE)
  await tick()
}
const session = async () => (await world.stored('sessions', { _id: SESSION }))[0] as SessionDocument
const counted = async () => {
  const { waitlist, left = {}, ...rest } = await session()
  return { ...rest, listed: Object.keys(waitlist).length, traces: Object.keys(left).length }
}
const statusOf = async (bookingId: string) => (await world.stored('bookings', { _id: bookingId }))[0]?.status
const violations = () => invariantViolations(world, world.now())

/** Whether a call is about to change a session in this way. */
const changes =
  (prefix: string) =>
  ({ collection, fields = [] }: DatabaseCall) =>
    collection === 'sessions' && fields.some(field => field.startsWith(prefix))

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

test('nobody accepts before they have an offer, and a moved session moves everybody who waits', async () => {
  await world.seed({ sessions: [small()] })
  const held = await book('holder')
  const [mum] = [await join('mum'), await join('dad')]
  const early = await (await call('mum', 'waitlist.accept', { bookingId: mum })).finish()
  expect(early).toMatchObject({ code: 'NOT_OFFERED' })
  const times = { startsAt: now + 2 * DAY, endsAt: now + 2 * DAY + 90 * MINUTE }
  await ask('manager', 'staff.moveSession', { centreId: CENTRE, sessionId: SESSION, reason: '老师请假', ...times })
  expect((await world.stored('bookings')).map(({ startsAt }) => startsAt)).toEqual(Array(3).fill(times.startsAt))
  expect(await violations()).toEqual([])
  await cancel('holder', held)
  expect(await statusOf(mum)).toBe('offered')
})

test('a pair behind many single people ends its wait when the class becomes too small for it', async () => {
  await world.seed({ sessions: [small({ capacity: 2 })] })
  await ask('holder', 'booking.create', { sessionId: SESSION, memberIds: ['self', 'guoguo'] })
  await join('dad')
  const pair = await ask('mum', 'waitlist.join', { sessionId: SESSION, memberIds: ['self', 'guoguo'] })
  await crowd('single', 130, ['self'], now - 130)
  // One place less, and the same party in the other.
  const { claims, waiting } = await session()
  const [[id, claim] = ['', undefined]] = Object.entries(claims)
  await world.change('sessions', SESSION, {
    capacity: 1,
    [`claims.${id}.attendees`]: claim?.attendees.slice(0, 1),
    turnAt: 0,
  })
  await tick()
  expect(await statusOf(pair)).toBe('lapsed')
  expect(await counted()).toMatchObject({ waiting: waiting - 1 })
})

test('a party whose accepted offer is not shown by its booking yet is offered nothing again', async () => {
  await world.seed({ sessions: [small({ capacity: 2 })] })
  const held = [await book('holder'), await book('late')]
  const [mum, dad] = [await join('mum'), await join('dad')]
  const promoting = await call('holder', 'booking.cancel', { bookingId: held[0] ?? '' })
  await promoting.until(changes('offers.'))
  await promoting.step()
  // It dies here, and so does the acceptance after it has the claim.
  const accepting = await call('mum', 'waitlist.accept', { bookingId: mum })
  await accepting.until(changes('claims.'))
  await accepting.step()
  expect(await statusOf(mum)).toBe('waiting')
  await cancel('late', held[1] ?? '')
  expect(await statusOf(dad)).toBe('offered')
  await tickAfter(5)
  expect(await statusOf(mum)).toBe('confirmed')
  expect(await violations()).toEqual([])
})

test('a promotion that died after it had ended an offer leaves no booking that waits for ever', async () => {
  await world.seed({ sessions: [small()] })
  const held = await book('holder')
  const mum = await join('mum')
  const promoting = await call('holder', 'booking.cancel', { bookingId: held })
  await promoting.until(changes('offers.'))
  await promoting.step()
  world.setClock(world.now() + 31 * MINUTE)
  const ending = await world.startTick()
  await ending.until(changes('left.'))
  await ending.step()
  expect(await statusOf(mum)).toBe('waiting')
  await tickAfter(5)
  await tickAfter(1)
  expect(await statusOf(mum)).toBe('lapsed')
  expect(await counted()).toMatchObject({ waiting: 0, seatsLeft: 1 })
  expect(await violations()).toEqual([])
})

/** Stores so many waits like the one that is stored, one millisecond apart. */
async function crowd(name: string, count: number, memberIds: string[], from: number) {
  const [pattern] = await world.stored('bookings', { status: 'waiting' })
  const bookings = Array.from({ length: count }, (_, n) => ({
    ...(pattern as object),
    _id: `${name}-${String(n).padStart(3, '0')}`,
    accountId: accountIdOf(`${name}-${n}`),
    createdAt: from + n,
    attendees: memberIds.map(memberId => ({ memberId, nickname: '' })),
    partySize: memberIds.length,
    waitKey: `key-${n}`,
  }))
  await world.seedAsStored({ bookings })
  await world.change('sessions', SESSION, { waiting: (await session()).waiting + count })
}

test('one place goes to the first person alone, past many pairs, each of which is told so', async () => {
  const PAIRS = 230
  await world.seed({ sessions: [small({ capacity: 2 })] })
  const held = [await book('holder'), await book('late')]
  const mum = await join('mum')
  await crowd('pair', PAIRS, ['self', 'guoguo'], now - PAIRS)
  await cancel('holder', held[0] ?? '')
  expect(await statusOf(mum)).toBe('offered')
  const skipped = (await world.stored('bookings')).filter(({ waitEvents }) =>
    Object.values(waitEvents).some(({ what }) => what === 'skipped'),
  )
  expect(skipped).toHaveLength(PAIRS)
  expect(await counted()).toMatchObject({ waiting: PAIRS })
  // The class is made smaller: none of them can ever be offered places, and their wait ends.
  await cancel('late', held[1] ?? '')
  await ask('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: SESSION, capacity: 1 })
  await tick()
  expect(await counted()).toMatchObject({ waiting: 0 })
  expect(await statusOf('pair-000')).toBe('lapsed')
})

test('a stored wait comes before a listed one that came later, however many pairs wait before both', async () => {
  await world.seed({ sessions: [small({ capacity: 2 })] })
  const held = [await book('holder'), await book('late')]
  const mum = await join('mum')
  await crowd('pair', 120, ['self', 'guoguo'], now - 120)
  // Listed, and its booking is not stored: the call has died.
  world.setClock(world.now() + 1)
  await (await call('dad', 'waitlist.join', PARTY, { kind: 'after', call: 4 })).finish()
  expect(await counted()).toMatchObject({ listed: 1 })
  await cancel('holder', held[0] ?? '')
  expect(await statusOf(mum)).toBe('offered')
  expect(Object.keys((await session()).offers)).toEqual([mum])
})

test('data of the release before: everybody keeps their place, and who was left behind is ended', async () => {
  const listed = ['mum', 'dad'].map((openid, n) => ({
    accountId: accountIdOf(openid),
    requestId: `old-${n}`,
    attendees: [{ memberId: 'self', nickname: '' }],
    at: now - 10 + n,
  }))
  await world.seed({ sessions: [small()] })
  const held = await book('holder')
  const [mum, dad, gone] = [await join('mum'), await join('dad'), await join('late')]
  // As it was stored before: all listed, without keys, and a promotion that died after it had taken one party out.
  for (const { _id, ...booking } of await world.stored('bookings')) {
    const { waitKey: _key, ...old } = booking
    await world.change('bookings', _id, { ...old, waitKey: null })
  }
  const waitlist = Object.fromEntries([mum, dad].map((id, n) => [id, listed[n]]))
  await world.change('sessions', SESSION, { shape: 1, waitlist, waiting: 2 })
  await world.seedAsStored({ timer: [{ _id: 'agenda', madeAt: now - MINUTE }] })
  await tick()
  expect(await counted()).toMatchObject({ waiting: 2, shape: 1 })
  expect(Object.keys((await session()).waitlist)).toHaveLength(2)
  await tickAfter(3)
  await tickAfter(3)
  expect(await counted()).toMatchObject({ waiting: 2, shape: 2, listed: 0 })
  await tickAfter(3)
  expect(await statusOf(gone)).toBe('lapsed')
  await cancel('holder', held)
  expect([await statusOf(mum), await statusOf(dad)]).toEqual(['offered', 'waiting'])
  expect(await violations()).toEqual([])
})
