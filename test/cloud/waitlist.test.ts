import { randomUUID } from 'node:crypto'
import { HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { yieldToEventLoop } from './in-process/flight'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const SESSION = 'calligraphy-1'
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' }), aStaff('staff')],
    accounts: ['family', 'pair', 'early', 'late'].map(openid => aHousehold(openid, now)),
  })
})
afterAll(() => cloud.close())

const people = (count: number, name = 'person') => Array.from({ length: count }, (_, n) => `${name}-${n}`)

async function book(openid: string, memberIds = ['self'], sessionId = SESSION) {
  return (await cloud.ask(openid, 'booking.create', { sessionId, memberIds })).booking
}
/** Joins in a millisecond of its own: of two in the same one, the ids decide who is first. */
async function join(openid: string, memberIds = ['self'], sessionId = SESSION) {
  const { booking } = await cloud.ask(openid, 'waitlist.join', { sessionId, memberIds })
  const joinedBy = Date.now()
  while (Date.now() === joinedBy) await yieldToEventLoop()
  return booking
}
const own = async (openid: string, bookingId: string) => (await cloud.ask(openid, 'booking.get', { bookingId })).booking
const accept = (openid: string, bookingId: string) => cloud.codeOf(openid, 'waitlist.accept', { bookingId })

/** Fills a session and returns its bookings. */
async function full(capacity: number, change: Parameters<typeof aSession>[1] = {}) {
  await cloud.seed({ sessions: [aSession(now, { capacity, ...change })] })
  return Promise.all(people(capacity, 'holder').map(async openid => ({ openid, ...(await book(openid)) })))
}

async function later<Value>(ms: number, act: () => Promise<Value>): Promise<Value> {
  cloud.later(ms)
  try {
    return await act()
  } finally {
    cloud.later(0)
  }
}

test('a place that is given back is offered to who came first, held, and taken', async () => {
  const [held] = await full(1)
  const first = await join('first')
  const second = await join('second')
  expect(first).toMatchObject({ status: 'waiting', ahead: 0, secret: null, offerUntil: null })
  expect(second).toMatchObject({ status: 'waiting', ahead: 1 })
  expect(await invariantViolations(cloud)).toEqual([])

  const before = cloudNow()
  const { session } = await cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' })
  expect(session).toMatchObject({ seatsLeft: 0, waiting: 1 })
  const offered = await own('first', first.id)
  expect(offered).toMatchObject({ status: 'offered', ahead: null })
  expect(offered.offerUntil).toBeGreaterThan(before + 29 * MINUTE)
  expect((await own('second', second.id)).ahead).toBe(0)
  expect((await cloud.ask('first', 'home.get', {})).offer?.id).toBe(first.id)
  expect((await cloud.ask('first', 'home.get', {})).nextBooking).toBeNull()
  // The place is held: neither others nor the next in line can book it.
  expect(await cloud.codeOf('stranger', 'booking.create', { sessionId: SESSION, memberIds: ['self'] })).toBe(
    'SESSION_FULL',
  )
  expect(await accept('second', second.id)).toBe('NOT_OFFERED')
  expect(await invariantViolations(cloud)).toEqual([])

  const { booking } = await cloud.ask('first', 'waitlist.accept', { bookingId: first.id })
  expect(booking.status).toBe('confirmed')
  expect(booking.secret).not.toBeNull()
  expect(booking.history.map(({ what }) => what)).toEqual(['joined', 'offered', 'accepted'])
  expect(await accept('first', first.id)).toBe('OK')
  expect((await cloud.ask('first', 'home.get', {})).nextBooking?.id).toBe(first.id)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('an offer that is not taken in time passes on, and the person sees why', async () => {
  const [held] = await full(1)
  const first = await join('first')
  const second = await join('second')
  await cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' })
  await later(31 * MINUTE, async () => {
    expect(await accept('first', first.id)).toBe('OFFER_LAPSED')
    await Promise.all([cloud.tick(), cloud.tick()])
    await cloud.tick()
    const seen = await own('first', first.id)
    expect(seen).toMatchObject({ status: 'lapsed', offerUntil: null })
    expect(seen.history.at(-1)).toMatchObject({ what: 'lapsed', reason: 'not-taken' })
    expect((await own('second', second.id)).status).toBe('offered')
    expect(await accept('first', first.id)).toBe('OFFER_LAPSED')
    expect(await accept('second', second.id)).toBe('OK')
    expect((await cloud.ask('first', 'booking.list', { scope: 'coming' })).items).toEqual([])
    // A person whose offer expired may wait again, at the end.
    expect((await join('first')).ahead).toBe(0)
  })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('parties are offered all their places or none, and who is passed over keeps the position', async () => {
  const holders = await full(3)
  const family = await join('family', ['self', 'guoguo', 'doudou'])
  const pair = await join('pair', ['guoguo', 'doudou'])
  const single = await join('single')
  await cloud.ask('holder-0', 'booking.cancel', { bookingId: holders[0]?.id ?? '' })
  expect((await own('single', single.id)).status).toBe('offered')
  const passed = await own('family', family.id)
  expect(passed).toMatchObject({ status: 'waiting', ahead: 0 })
  expect(passed.history.at(-1)).toMatchObject({ what: 'skipped', reason: 'party-too-large' })
  expect((await own('pair', pair.id)).history.at(-1)).toMatchObject({ what: 'skipped' })
  expect(await invariantViolations(cloud)).toEqual([])

  await cloud.ask('single', 'waitlist.leave', { bookingId: single.id })
  expect((await own('single', single.id)).history.at(-1)).toMatchObject({ what: 'declined' })
  for (const { openid, id } of holders.slice(1)) await cloud.ask(openid, 'booking.cancel', { bookingId: id })
  await cloud.tick()
  // Two places came free before the third.
  expect(await own('pair', pair.id)).toMatchObject({ status: 'offered' })
  expect(await own('family', family.id)).toMatchObject({ status: 'waiting', ahead: 0 })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('places that come free at one time are all offered, in either order, and to nobody twice', async () => {
  const holders = await full(3)
  const family = await join('family', ['self', 'guoguo', 'doudou'])
  const pair = await join('pair', ['guoguo', 'doudou'])
  await Promise.all(holders.map(({ openid, id }) => cloud.ask(openid, 'booking.cancel', { bookingId: id })))
  await cloud.tick()
  const states = [(await own('family', family.id)).status, (await own('pair', pair.id)).status]
  // Two places may have come free before the third, and the pair got them; or all three at once, and the family did.
  const [{ seatsLeft, offers } = { seatsLeft: 0, offers: {} }] = await cloud.stored('sessions')
  expect([states, Object.keys(offers).length, seatsLeft]).toEqual(
    states[0] === 'offered' ? [['offered', 'waiting'], 1, 0] : [['waiting', 'offered'], 1, 1],
  )
  expect(await invariantViolations(cloud)).toEqual([])
})

test('nobody overtakes: while people wait, a free place is not for direct booking', async () => {
  const holders = await full(2)
  const family = await join('family', ['guoguo', 'doudou'])
  await cloud.ask('holder-0', 'booking.cancel', { bookingId: holders[0]?.id ?? '' })
  expect((await own('family', family.id)).status).toBe('waiting')
  const { reply } = await cloud.send('stranger', 'booking.create', { sessionId: SESSION, memberIds: ['self'] })
  expect(reply).toMatchObject({ ok: false, code: 'SESSION_FULL', detail: { seatsLeft: 1, waiting: 1 } })
  // A smaller party behind them is offered the place at once.
  const behind = await join('stranger')
  expect(behind.status).toBe('offered')
  expect((await own('family', family.id)).history.at(-1)).toMatchObject({ what: 'skipped' })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('waiting has the rules of booking, except those that are decided on acceptance', async () => {
  await cloud.seed({ sessions: [aSession(now, { _id: 'free', capacity: 5 })] })
  await full(2, { rules: { maxActive: 1, partyMax: 4 } })
  const code = (openid: string, memberIds: string[], sessionId = SESSION) =>
    cloud.codeOf(openid, 'waitlist.join', { sessionId, memberIds })
  expect(await code('someone', ['self'], 'free')).toBe('SESSION_NOT_FULL')
  expect(await code('someone', ['self'], 'nowhere')).toBe('SESSION_NOT_FOUND')
  expect(await code('someone', ['guoguo'])).toBe('MEMBER_NOT_FOUND')
  expect(await code('holder-0', ['self'])).toBe('ALREADY_BOOKED')
  // Three people never fit into two places, so they must not wait.
  expect(await code('family', ['self', 'guoguo', 'doudou'])).toBe('PARTY_TOO_LARGE')
  const taps = await Promise.all(people(5).map(() => code('pair', ['guoguo'])))
  expect(taps.sort()).toEqual(['ALREADY_BOOKED', 'ALREADY_BOOKED', 'ALREADY_BOOKED', 'ALREADY_BOOKED', 'OK'])
  expect(await cloud.codeOf('pair', 'member.remove', { memberId: 'guoguo' })).toBe('MEMBER_HAS_BOOKINGS')
  expect(await invariantViolations(cloud)).toEqual([])
})

test.each(['before', 'after'])(
  'a booking for that time, made %s joining, is said on acceptance, and the offer stays until it lapses',
  async when => {
    await cloud.seed({ sessions: [aSession(now, { _id: 'same-time', capacity: 5 })] })
    const [held] = await full(1)
    const bookOther = () => book('person', ['self'], 'same-time')
    const earlier = when === 'before' ? await bookOther() : null
    const waiting = await join('person')
    expect(waiting).toMatchObject({ status: 'waiting', ahead: 0 })
    const other = earlier ?? (await bookOther())
    await cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' })
    expect(await accept('person', waiting.id)).toBe('TIME_OVERLAP')
    expect((await own('person', waiting.id)).status).toBe('offered')
    await cloud.ask('person', 'booking.cancel', { bookingId: other.id })
    const codes = await Promise.all([1, 2, 3, 4].map(() => accept('person', waiting.id)))
    expect(new Set(codes)).toEqual(new Set(['OK']))
    expect(await invariantViolations(cloud)).toEqual([])
  },
)

test('two offers for the same time, accepted at once: one is booked, the other stays an offer', async () => {
  await cloud.seed({ sessions: [aSession(now, { _id: 'twin', capacity: 1 })] })
  const [held] = await full(1)
  const inTwin = await book('holder-x', ['self'], 'twin')
  const [a, b] = [await join('person'), await join('person', ['self'], 'twin')]
  await cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' })
  await cloud.ask('holder-x', 'booking.cancel', { bookingId: inTwin.id })
  const codes = await Promise.all([accept('person', a.id), accept('person', b.id)])
  expect(codes.sort()).toEqual(['OK', 'TIME_OVERLAP'])
  expect(await invariantViolations(cloud)).toEqual([])
})

test.each([2, 10, 25, 50, 100, 200])('accepting while the offer ends in %d ms: one of the two, whole', async ms => {
  const [held] = await full(1)
  const first = await join('first')
  const second = await join('second')
  await cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' })
  // The offer has expired by the clock of the timer, but is still open by the clock of the accepting call.
  const [session] = await cloud.stored('sessions')
  await cloud.change('sessions', SESSION, { [`offers.${first.id}.until`]: cloudNow() + ms })
  expect(session?.offers[first.id]).toBeDefined()
  await cloud.change('sessions', SESSION, { turnAt: 1 })
  const [code] = await Promise.all([accept('first', first.id), cloud.tick(), cloud.tick(), cloud.tick()])
  await later(3 * MINUTE, async () => {
    await cloud.tick()
    await cloud.tick()
  })
  const states = [(await own('first', first.id)).status, (await own('second', second.id)).status]
  if (code === 'OK') expect(states).toEqual(['confirmed', 'waiting'])
  else expect([code, ...states]).toEqual(['OFFER_LAPSED', 'lapsed', 'offered'])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('leaving frees the way; leaving while being offered, taken or doubled settles on one end', async () => {
  const [held] = await full(1)
  const first = await join('first')
  const second = await join('second')
  const third = await join('third')
  await cloud.ask('first', 'waitlist.leave', { bookingId: first.id })
  expect((await own('second', second.id)).ahead).toBe(0)
  await Promise.all([
    cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' }),
    cloud.ask('second', 'waitlist.leave', { bookingId: second.id }),
    cloud.ask('second', 'waitlist.leave', { bookingId: second.id }),
  ])
  await cloud.tick()
  expect((await own('second', second.id)).status).toBe('lapsed')
  expect((await own('third', third.id)).status).toBe('offered')
  const [left, accepted] = await Promise.all([
    cloud.codeOf('third', 'waitlist.leave', { bookingId: third.id }),
    accept('third', third.id),
  ])
  await later(3 * MINUTE, () => cloud.tick())
  // Whichever was stored first.
  expect([
    ['OK', 'OFFER_LAPSED', 'lapsed'],
    ['NOT_WAITING', 'OK', 'confirmed'],
  ]).toContainEqual([left, accepted, (await own('third', third.id)).status])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('cancelling a wait is the same as leaving the waitlist', async () => {
  await full(1)
  const { id } = await join('waiter')
  await cloud.ask('waiter', 'booking.cancel', { bookingId: id })
  expect((await own('waiter', id)).status).toBe('lapsed')
  expect((await cloud.stored('sessions'))[0]).toMatchObject({ waiting: 0, waitlist: {} })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('more places go to the waitlist, fewer put nobody out', async () => {
  await full(2)
  const waiting = await Promise.all(people(3, 'waiter').map(async openid => ({ openid, ...(await join(openid)) })))
  const set = (capacity: number, openid = 'manager', requestId = randomUUID()) =>
    cloud.send(openid, 'staff.setCapacity', { centreId: CENTRE, sessionId: SESSION, capacity }, { requestId })
  expect((await set(4, 'staff')).reply).toMatchObject({ ok: false, code: 'FORBIDDEN' })
  const requestId = randomUUID()
  expect((await set(4, 'manager', requestId)).reply).toMatchObject({
    ok: true,
    data: { session: { capacity: 4, seatsLeft: 0, waiting: 1 } },
  })
  const states = await Promise.all(waiting.map(async ({ openid, id }) => (await own(openid, id)).status))
  expect(states.sort()).toEqual(['offered', 'offered', 'waiting'])
  expect((await set(3)).reply).toMatchObject({ ok: false, code: 'CAPACITY_BELOW_BOOKED', detail: { taken: 4 } })
  expect((await set(6)).reply).toMatchObject({ ok: true, data: { session: { seatsLeft: 1, waiting: 0 } } })
  expect((await set(5)).reply).toMatchObject({ ok: true, data: { session: { seatsLeft: 0, capacity: 5 } } })
  // A late replay of the first change changes nothing.
  expect((await set(4, 'manager', requestId)).reply).toMatchObject({ ok: true, data: { session: { capacity: 5 } } })
  expect(await invariantViolations(cloud)).toEqual([])
  const [session] = await cloud.stored('sessions')
  expect(Object.values(session?.capacityChanges ?? {}).map(({ from, to }) => [from, to])).toEqual(
    expect.arrayContaining([
      [2, 4],
      [4, 6],
      [6, 5],
    ]),
  )
})

test('when booking closes, waiting ends; offers never last longer', async () => {
  const [held] = await full(1, { startsAt: now + 2 * HOUR, rules: { closesBefore: HOUR, cancelBefore: 0 } })
  const first = await join('first')
  const second = await join('second')
  await later(50 * MINUTE, () => cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' }))
  expect((await own('first', first.id)).offerUntil).toBe(now + HOUR)
  await later(61 * MINUTE, async () => {
    await cloud.tick()
    expect(await own('first', first.id)).toMatchObject({ status: 'lapsed' })
    const seen = await own('second', second.id)
    expect(seen.history.at(-1)).toMatchObject({ what: 'lapsed', reason: 'booking-closed' })
    await cloud.tick()
    expect(await invariantViolations(cloud)).toEqual([])
  })
})

test('a clock that jumps ahead and comes back loses nobody', async () => {
  const [held] = await full(1)
  const ahead = await later(2 * HOUR, () => join('ahead'))
  const normal = await join('normal')
  await later(HOUR, () => cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' }))
  await cloud.tick()
  expect(await invariantViolations(cloud)).toEqual([])
  // The order follows the clock of the platform, whichever function clock was wrong.
  expect((await own('normal', normal.id)).status).toBe('offered')
  await later(2 * HOUR, async () => {
    await cloud.tick()
    expect((await own('ahead', ahead.id)).status).toBe('offered')
  })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('who asked to be told is told of an offer, once', async () => {
  const [held] = await full(1)
  const first = await join('first')
  await cloud.ask('first', 'booking.notices', { bookingId: first.id, notices: ['offer'] })
  await cloud.ask('holder-0', 'booking.cancel', { bookingId: held?.id ?? '' })
  await Promise.all([cloud.tick(), cloud.tick()])
  await cloud.tick()
  const messages = await cloud.outbox('first')
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({ page: `pages/booking/index?id=${first.id}` })
})

test('a confirmed booking is cancelled, not left like a waitlist', async () => {
  await cloud.seed({ sessions: [aSession(now, { capacity: 2 })] })
  const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: SESSION, memberIds: ['self'] })
  expect(await cloud.codeOf('mum', 'waitlist.leave', { bookingId: booking.id })).toBe('NOT_WAITING')
  expect((await own('mum', booking.id)).status).toBe('confirmed')
})
