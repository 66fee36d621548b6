import { randomUUID } from 'node:crypto'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aBallot, DRAW_BEFORE, tickAfter } from './support/ballot'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const SESSION = 'calligraphy-1'
/** After the draw becomes due: the session starts in three days. */
const DUE = 3 * DAY - DRAW_BEFORE + MINUTE
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
    accounts: ['family', 'other', 'third'].map(openid => aHousehold(openid, now)),
  })
})
afterAll(() => cloud.close())

const input = (memberIds = ['self'], sessionId = SESSION) => ({ sessionId, memberIds })
const register = async (openid: string, memberIds = ['self'], sessionId = SESSION) =>
  (await cloud.ask(openid, 'ballot.register', input(memberIds, sessionId))).booking
const own = async (openid: string, bookingId: string) => (await cloud.ask(openid, 'booking.get', { bookingId })).booking
const published = async () => (await cloud.ask('anybody', 'ballot.get', { sessionId: SESSION })).ballot
const people = (count: number, name = 'person') => Array.from({ length: count }, (_, n) => `${name}-${n}`)

test('until the draw people register, a household once, and everybody sees the fingerprint and nobody the seed', async () => {
  await cloud.seed({ sessions: [aBallot(now)] })
  expect(await cloud.codeOf('family', 'booking.create', input())).toBe('BALLOT_ONLY')
  expect(await cloud.codeOf('family', 'waitlist.join', input())).toBe('BALLOT_ONLY')
  const requestId = randomUUID()
  const first = await cloud.ask('family', 'ballot.register', input(['guoguo', 'doudou']), { requestId })
  expect(first.booking).toMatchObject({ status: 'registered', drawAt: now + 3 * DAY - DRAW_BEFORE, rank: null })
  expect(first.session).toMatchObject({ waiting: 1, seatsLeft: 10, ballot: { drawnAt: null } })
  const again = await cloud.ask('family', 'ballot.register', input(['guoguo', 'doudou']), { requestId })
  expect(again.booking).toEqual(first.booking)
  expect(await cloud.codeOf('family', 'ballot.register', input(['self']))).toBe('ALREADY_REGISTERED')

  const [ballot] = await cloud.stored('ballots')
  const seen = JSON.stringify([await cloud.ask('other', 'class.get', { offeringId: 'calligraphy' }), await published()])
  expect(seen).toContain(ballot?.seedHash)
  expect(seen).not.toContain(ballot?.seed)
  expect(await published()).toMatchObject({ drawn: null, waiting: 1, seedHash: ballot?.seedHash })

  const left = await cloud.ask('family', 'waitlist.leave', { bookingId: first.booking.id })
  expect(left.booking).toMatchObject({ status: 'lapsed' })
  expect(left.booking.history.map(({ what }) => what)).toEqual(['registered', 'withdrawn'])
  await register('family', ['self'])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a session with a ballot is drawn even where nobody has said when: places never go to who came first', async () => {
  const { drawAt: _forgotten, ...session } = aBallot(now, { capacity: 1 })
  await cloud.seed({ sessions: [session] })
  const ids = [await register('family'), await register('other')].map(({ id }) => id)
  await cloud.tick()
  const statuses = async () =>
    (await cloud.stored('bookings', { _id: { $in: ids } })).map(({ status }) => status).sort()
  expect(await statuses()).toEqual(['registered', 'registered'])
  await tickAfter(cloud, DUE)
  expect(await statuses()).toEqual(['confirmed', 'waiting'])
  expect((await published()).drawn?.order).toHaveLength(2)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('twenty taps by one household at once are one ticket', async () => {
  await cloud.seed({ sessions: [aBallot(now)] })
  const members = [['self'], ['guoguo'], ['doudou'], ['guoguo', 'doudou']]
  const codes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => cloud.codeOf('family', 'ballot.register', input(members[n % 4]))),
  )
  expect(codes.filter(code => code === 'OK')).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['OK', 'ALREADY_REGISTERED']))
  expect(await invariantViolations(cloud)).toEqual([])
})

test('only sessions with a ballot are registered for, in time, by whom the class is for', async () => {
  const young = { ageMin: 6, ageMax: 12, accompanied: 'no' as const }
  await cloud.seed({
    sessions: [
      aSession(now, { _id: 'plain' }),
      aBallot(now, { capacity: 1, rules: { audience: young } }),
      aBallot(now, { _id: 'closed', startsAt: now + DRAW_BEFORE - MINUTE }),
    ],
  })
  const code = (memberIds: string[], sessionId = SESSION) =>
    cloud.codeOf('family', 'ballot.register', input(memberIds, sessionId))
  expect(await code(['self'], 'plain')).toBe('NOT_A_BALLOT')
  expect(await code(['self'], 'closed')).toBe('REGISTRATION_CLOSED')
  expect(await code(['doudou'])).toBe('TOO_YOUNG')
  expect(await code(['guoguo'])).toBe('OK')
  expect(await cloud.codeOf('family', 'ballot.get', { sessionId: 'plain' })).toBe('NOT_A_BALLOT')
  await tickAfter(cloud, DUE)
  expect(await cloud.codeOf('other', 'ballot.register', input(['guoguo']))).toBe('BALLOT_DRAWN')
})

test('winners are in, the others wait in drawn order, late ones behind them, and the order holds when winners cancel', async () => {
  await cloud.seed({ sessions: [aBallot(now, { capacity: 4, rules: { cancelBefore: 0 } })] })
  const openids = people(12)
  const ids = new Map(await Promise.all(openids.map(async openid => [(await register(openid)).id, openid] as const)))
  await Promise.all(
    [...ids].map(([bookingId, openid]) =>
      cloud.ask(openid, 'booking.notices', { bookingId, notices: ['ballot', 'offer', 'changed'] }),
    ),
  )
  cloud.later(DUE)
  await Promise.all([cloud.tick(), cloud.tick()])
  await cloud.tick()
  const { drawn } = await published()
  expect(drawn?.winners).toHaveLength(4)
  expect(drawn?.order.slice(0, 4)).toEqual(drawn?.winners)
  expect(await invariantViolations(cloud)).toEqual([])
  for (const [at, id] of (drawn?.order ?? []).entries()) {
    const booking = await own(ids.get(id) ?? '', id)
    if (at < 4) expect(booking).toMatchObject({ status: 'confirmed', rank: at + 1 })
    else expect(booking).toMatchObject({ status: 'waiting', rank: at + 1, ahead: at - 4 })
    // One message each, although two ticks ran at once.
    expect(await cloud.outbox(ids.get(id))).toHaveLength(1)
  }
  const late = (await cloud.ask('late', 'waitlist.join', input())).booking
  expect(late.ahead).toBe(8)

  const [winner = '', , , , fifth = '', sixth = ''] = drawn?.order ?? []
  await cloud.ask(ids.get(winner) ?? '', 'booking.cancel', { bookingId: winner })
  expect(await own(ids.get(fifth) ?? '', fifth)).toMatchObject({ status: 'offered' })
  expect(await own(ids.get(sixth) ?? '', sixth)).toMatchObject({ status: 'waiting', ahead: 0 })
  await cloud.ask(ids.get(fifth) ?? '', 'waitlist.accept', { bookingId: fifth })
  await cloud.ask('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: SESSION, capacity: 11 })
  expect((await own(ids.get(drawn?.order.at(-1) ?? '') ?? '', drawn?.order.at(-1) ?? '')).status).toBe('offered')
  expect(await own('late', late.id)).toMatchObject({ status: 'waiting', ahead: 0 })
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(0)
})

test('more places than tickets: all are in, and the rest is booked as anywhere', async () => {
  await cloud.seed({ sessions: [aBallot(now, { capacity: 5 })] })
  await register('family', ['self', 'guoguo', 'doudou'])
  await tickAfter(cloud, DUE)
  expect((await published()).drawn?.winners).toHaveLength(1)
  expect(await cloud.codeOf('other', 'booking.create', input(['guoguo', 'doudou']))).toBe('OK')
  expect(await cloud.codeOf('third', 'booking.create', input())).toBe('SESSION_FULL')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a winner whose own bookings stand against it hears why, and the place goes on', async () => {
  const rules = { cancelBefore: 0 }
  await cloud.seed({ sessions: [aBallot(now, { capacity: 1, rules }), aSession(now, { _id: 'clash' })] })
  const busy = await register('family')
  await cloud.ask('family', 'booking.notices', { bookingId: busy.id, notices: ['ballot'] })
  await cloud.ask('family', 'booking.create', input(['self'], 'clash'))
  await tickAfter(cloud, DUE)
  const seen = await own('family', busy.id)
  expect(seen).toMatchObject({ status: 'lapsed', rank: 1 })
  expect(seen.history.at(-1)).toMatchObject({ what: 'lapsed', reason: 'time-overlap' })
  expect(await cloud.outbox('family')).toHaveLength(1)
  expect(await cloud.codeOf('other', 'booking.create', input())).toBe('OK')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('the place of a refused winner is offered to the next in drawn order', async () => {
  const openids = people(6)
  await cloud.seed({
    sessions: [aBallot(now, { capacity: 2 }), aSession(now, { _id: 'clash', capacity: 20 })],
    accounts: openids.map(openid => aHousehold(openid, now)),
  })
  const ids = new Map(await Promise.all(openids.map(async openid => [(await register(openid)).id, openid] as const)))
  // All but the last two have another booking at that time.
  await Promise.all(openids.slice(0, 4).map(openid => cloud.ask(openid, 'booking.create', input(['self'], 'clash'))))
  await tickAfter(cloud, DUE, 2)
  const { drawn } = await published()
  const [first = '', second = '', ...others] = drawn?.order ?? []
  const refused = [first, second].filter(id => openids.indexOf(ids.get(id) ?? '') < 4)
  for (const id of refused) expect((await own(ids.get(id) ?? '', id)).status).toBe('lapsed')
  const next = others.slice(0, refused.length)
  for (const id of others) {
    expect((await own(ids.get(id) ?? '', id)).status).toBe(next.includes(id) ? 'offered' : 'waiting')
  }
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a session that is moved is drawn when it was announced; one that is called off is not, and all are told', async () => {
  await cloud.seed({ sessions: [aBallot(now), aBallot(now, { _id: 'off' })] })
  const [moved, off] = [await register('family'), await register('family', ['self'], 'off')]
  for (const { id } of [moved, off]) {
    await cloud.ask('family', 'booking.notices', { bookingId: id, notices: ['ballot', 'changed'] })
  }
  const times = { startsAt: now + 5 * DAY, endsAt: now + 5 * DAY + HOUR }
  const change = { centreId: CENTRE, reason: '停电' }
  await cloud.ask('manager', 'staff.moveSession', { ...change, sessionId: SESSION, ...times })
  expect(await own('family', moved.id)).toMatchObject({ status: 'registered', drawAt: now + 3 * DAY - DRAW_BEFORE })
  await cloud.ask('manager', 'staff.cancelSession', { ...change, sessionId: 'off' })
  await cloud.tick()
  await tickAfter(cloud, DUE - 2 * MINUTE)
  expect((await own('family', moved.id)).status).toBe('registered')
  expect(await cloud.codeOf('other', 'ballot.register', input())).toBe('OK')
  expect((await cloud.ask('other', 'ballot.get', { sessionId: 'off' })).ballot).toMatchObject({
    cancelled: true,
    drawn: null,
  })
  expect((await own('family', off.id)).history.at(-1)).toMatchObject({ what: 'lapsed', reason: 'session-cancelled' })
  // One for the move, one for the cancelled session.
  expect(await cloud.outbox('family')).toHaveLength(2)
  await tickAfter(cloud, DUE)
  expect((await own('family', moved.id)).status).toBe('confirmed')
  await cloud.ask('manager', 'staff.cancelSession', { ...change, sessionId: SESSION })
  expect(await own('family', moved.id)).toMatchObject({ status: 'cancelled', cancelledBy: 'centre' })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a timer that was away draws late, even after booking has closed; not after the start', async () => {
  const rules = { closesBefore: HOUR }
  await cloud.seed({ sessions: [aBallot(now, { capacity: 1, rules }), aBallot(now, { _id: 'gone', rules })] })
  const [one, two] = [await register('family'), await register('other')]
  const gone = await register('third', ['self'], 'gone')
  await cloud.change('sessions', 'gone', { startsAt: now + HOUR })
  await cloud.change('bookings', gone.id, { startsAt: now + HOUR })
  await tickAfter(cloud, 3 * DAY - 30 * MINUTE, 2)
  const states = [await own('family', one.id), await own('other', two.id)]
  expect(states.map(({ status }) => status).sort()).toEqual(['confirmed', 'lapsed'])
  expect((await cloud.ask('third', 'booking.get', { bookingId: gone.id })).booking).toMatchObject({
    status: 'lapsed',
    rank: null,
  })
  expect(await invariantViolations(cloud)).toEqual([])
})
