import { DAY, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { CENTRE } from '../../worlds/fixtures/index'
import { changes, now, openWaits, PARTY, SESSION, small } from './support/stored-waits'

/** How places are offered to parties that the session does not list. As in the other tests of stored waits, none is listed. */
jest.mock('../../cloudfunctions/lib/booking/core/stored-waits', () => ({
  ...jest.requireActual('../../cloudfunctions/lib/booking/core/stored-waits'),
  isListKeeper: () => true,
}))

const { world, open, call, ask, book, join, cancel, tick, tickAfter, session, counted, statusOf, violations } =
  openWaits()
beforeEach(open)

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
