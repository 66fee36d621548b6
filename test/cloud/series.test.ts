import { randomUUID } from 'node:crypto'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type { SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'

const now = cloudNow()
const WHOLE = { seriesId: 'summer', memberIds: ['guoguo'] }
const people = (count: number, name = 'person') => Array.from({ length: count }, (_, n) => `${name}-${n}`)
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', now), aHousehold('dad', now)],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

const enrol = async (openid: string, memberIds = ['guoguo']) =>
  (await cloud.ask(openid, 'booking.createSeries', { seriesId: 'summer', memberIds })).enrolment
const seats = async (of = 'summer') =>
  (await cloud.stored('sessions', { 'series.id': of }))
    .sort((a, b) => a.startsAt - b.startsAt)
    .map(({ seatsLeft }) => seatsLeft)
const confirmed = (filter = {}) => cloud.stored('bookings', { status: 'confirmed', ...filter })
async function refusal(openid: string, input = WHOLE) {
  const { reply } = await cloud.send(openid, 'booking.createSeries', input)
  return reply.ok ? null : { code: reply.code, detail: reply.detail }
}

test('a series is booked for the whole party: every session, in order, all under one enrolment', async () => {
  await cloud.seed({ sessions: aSeries(now, { count: 6 }) })
  const enrolment = await enrol('mum', ['guoguo', 'doudou'])
  expect(enrolment.bookings.map(({ sessionId, enrolment: part }) => [sessionId, part?.nth, part?.of])).toEqual(
    [1, 2, 3, 4, 5, 6].map(n => [`summer-${n}`, n, 6]),
  )
  expect(await seats()).toEqual([8, 8, 8, 8, 8, 8])
  expect((await cloud.ask('mum', 'booking.series', { enrolmentId: enrolment.id })).enrolment).toEqual(enrolment)
  expect(await cloud.codeOf('dad', 'booking.series', { enrolmentId: enrolment.id })).toBe('BOOKING_NOT_FOUND')
  expect((await cloud.ask('mum', 'booking.list', { scope: 'coming' })).items).toHaveLength(6)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('thirty households race for a series of ten places while others book single sessions', async () => {
  const [families, others] = [people(30, 'family'), people(24, 'single')]
  await cloud.seed({
    sessions: aSeries(now, { count: 6 }),
    accounts: families.map(openid => aHousehold(openid, now)),
  })
  const single = (openid: string, n: number) =>
    cloud.codeOf(openid, 'booking.create', { sessionId: `summer-${(n % 6) + 1}`, memberIds: ['self'] })
  const [whole, alone] = await Promise.all([
    Promise.all(families.map(openid => cloud.codeOf(openid, 'booking.createSeries', WHOLE))),
    Promise.all(others.map(single)),
  ])
  expect(new Set(whole)).toEqual(new Set(['OK', 'SERIES_SESSION_REFUSED']))
  const won = whole.filter(code => code === 'OK').length
  const parts = await confirmed({ 'enrolment.of': 6 })
  expect(parts).toHaveLength(won * 6)
  expect(await confirmed()).toHaveLength(won * 6 + alone.filter(code => code === 'OK').length)
  expect(Math.min(...(await seats()))).toBeGreaterThanOrEqual(0)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('with nobody else about, a race for a series fills it: nobody is refused what nobody gets', async () => {
  const families = people(20, 'family')
  await cloud.seed({
    sessions: aSeries(now, { count: 4, capacity: 5 }),
    accounts: families.map(openid => aHousehold(openid, now)),
  })
  const codes = await Promise.all(families.map(openid => cloud.codeOf(openid, 'booking.createSeries', WHOLE)))
  expect(codes.filter(code => code === 'OK')).toHaveLength(5)
  expect(await seats()).toEqual([0, 0, 0, 0])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a session that is full refuses the whole, names itself, and leaves nothing behind', async () => {
  const [first, second, ...rest] = aSeries(now, { count: 4 })
  if (!first || !second) throw new Error('no series')
  await cloud.seed({ sessions: [first, { ...second, capacity: 1, seatsLeft: 1 }, ...rest] })
  await cloud.ask('dad', 'booking.create', { sessionId: second._id, memberIds: ['self'] })
  expect(await refusal('mum')).toMatchObject({
    code: 'SERIES_SESSION_REFUSED',
    detail: { sessionId: second._id, startsAt: second.startsAt, why: { code: 'SESSION_FULL' } },
  })
  expect(await seats()).toEqual([10, 0, 10, 10])
  expect(await cloud.stored('enrolments')).toEqual([])
})

test('refused in the middle, after some sessions were claimed: everything goes back, and a retry hears the same', async () => {
  await cloud.seed({ sessions: aSeries(now, { count: 4, capacity: 1 }) })
  const requestId = randomUUID()
  // Killed after the claim on the first session; then another person takes the third.
  await cloud.send('mum', 'booking.createSeries', WHOLE, { requestId, fault: 'after:6' })
  expect(await seats()).toEqual([0, 1, 1, 1])
  await cloud.ask('dad', 'booking.create', { sessionId: 'summer-3', memberIds: ['self'] })
  const again = () => cloud.send('mum', 'booking.createSeries', WHOLE, { requestId })
  for (const { reply } of await Promise.all([again(), again(), again()])) {
    expect(reply).toMatchObject({ code: 'SERIES_SESSION_REFUSED', detail: { sessionId: 'summer-3' } })
  }
  expect(await seats()).toEqual([1, 1, 0, 1])
  await cloud.ask('dad', 'booking.cancel', { bookingId: (await confirmed())[0]?._id ?? '' })
  expect((await again()).reply).toMatchObject({ code: 'SERIES_SESSION_REFUSED' })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('one person, two series that clash, at once and again and again: exactly one', async () => {
  await cloud.seed({ sessions: [...aSeries(now), ...aSeries(now, { id: 'autumn' })] })
  const codes = await Promise.all(
    people(6).flatMap(() =>
      ['summer', 'autumn'].map(seriesId =>
        cloud.codeOf('mum', 'booking.createSeries', { seriesId, memberIds: ['guoguo'] }),
      ),
    ),
  )
  expect(codes.filter(code => code === 'OK')).toHaveLength(1)
  expect(codes.filter(code => code === 'SERIES_SESSION_REFUSED')).toHaveLength(11)
  expect(await confirmed()).toHaveLength(3)
  expect([...(await seats()), ...(await seats('autumn'))].filter(left => left === 9)).toHaveLength(3)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('two retries at once under one request id book it once', async () => {
  await cloud.seed({ sessions: aSeries(now) })
  const options = { requestId: randomUUID() }
  const all = await Promise.all(people(5).map(() => cloud.ask('mum', 'booking.createSeries', WHOLE, options)))
  expect(new Set(all.map(({ enrolment }) => JSON.stringify(enrolment.bookings.map(({ id }) => id)))).size).toBe(1)
  expect(await seats()).toEqual([9, 9, 9])
  expect(await cloud.codeOf('mum', 'booking.createSeries', { ...WHOLE, memberIds: ['doudou'] }, options)).toBe(
    'REQUEST_REUSED',
  )
  expect(await invariantViolations(cloud)).toEqual([])
})

describe('rules', () => {
  test('what is only booked as a whole is refused by session, for booking and for waiting', async () => {
    await cloud.seed({ sessions: aSeries(now, { mode: 'whole', capacity: 1 }) })
    const input = { sessionId: 'summer-1', memberIds: ['guoguo'] }
    const { reply } = await cloud.send('mum', 'booking.create', input)
    expect(reply).toMatchObject({ code: 'SERIES_ONLY', detail: { seriesId: 'summer' } })
    await enrol('dad')
    expect(await cloud.codeOf('mum', 'waitlist.join', input)).toBe('SERIES_ONLY')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('where both are possible, a full session can be waited for, and its place passes by the whole', async () => {
    await cloud.seed({ sessions: aSeries(now, { capacity: 1 }) })
    const enrolment = await enrol('mum')
    const { booking } = await cloud.ask('dad', 'waitlist.join', { sessionId: 'summer-2', memberIds: ['self'] })
    expect(booking.status).toBe('waiting')
    await cloud.ask('mum', 'booking.cancelSeries', { enrolmentId: enrolment.id })
    expect((await cloud.ask('dad', 'booking.get', { bookingId: booking.id })).booking.status).toBe('offered')
    expect(await refusal('mum')).toMatchObject({ detail: { sessionId: 'summer-2', why: { code: 'SESSION_FULL' } } })
    expect(await seats()).toEqual([1, 0, 1])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('a series counts once against the limit, a single session once too', async () => {
    const rules = { maxActive: 2 }
    const later = aSeries(now, { id: 'autumn', startsAt: now + 20 * DAY, rules })
    const single = aSession(now, { _id: 'single', startsAt: now + 40 * DAY, rules })
    await cloud.seed({ sessions: [...aSeries(now, { rules }), ...later, single] })
    await enrol('mum')
    await cloud.ask('mum', 'booking.create', { sessionId: 'single', memberIds: ['guoguo'] })
    expect(await refusal('mum', { ...WHOLE, seriesId: 'autumn' })).toMatchObject({
      code: 'ACTIVE_LIMIT',
      detail: { max: 2 },
    })
    expect(await cloud.codeOf('mum', 'booking.create', { sessionId: 'autumn-1', memberIds: ['guoguo'] })).toBe(
      'ACTIVE_LIMIT',
    )
    expect(await cloud.codeOf('mum', 'booking.createSeries', { seriesId: 'autumn', memberIds: ['doudou'] })).toBe('OK')
  })

  test('what is over, closed or called off is not part of it; when nothing is left, that is said', async () => {
    const begun = aSession(now, { _id: 'summer-0', startsAt: now - HOUR, series: { id: 'summer', mode: 'whole' } })
    await cloud.seed({ sessions: [begun, ...aSeries(now, { mode: 'whole' })] })
    await cloud.ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'summer-2', reason: '停电' })
    const { bookings } = await enrol('mum')
    expect(bookings.map(({ sessionId }) => sessionId)).toEqual(['summer-1', 'summer-3'])
    expect(await refusal('mum', { ...WHOLE, seriesId: 'winter' })).toMatchObject({ code: 'SERIES_OVER' })
    cloud.later(30 * DAY)
    expect(await refusal('dad')).toMatchObject({ code: 'SERIES_OVER' })
    cloud.later(0)
  })

  test('whoever has one of its sessions already is told which', async () => {
    await cloud.seed({ sessions: aSeries(now) })
    await cloud.ask('mum', 'booking.create', { sessionId: 'summer-2', memberIds: ['guoguo'] })
    expect(await refusal('mum')).toMatchObject({ detail: { sessionId: 'summer-2', why: { code: 'ALREADY_BOOKED' } } })
    expect(await cloud.codeOf('mum', 'booking.createSeries', { ...WHOLE, memberIds: ['doudou'] })).toBe('OK')
  })
})

describe('giving back', () => {
  test('one session, then the rest, then the same again', async () => {
    await cloud.seed({ sessions: aSeries(now) })
    const { id: enrolmentId, bookings } = await enrol('mum')
    await cloud.ask('mum', 'booking.cancel', { bookingId: bookings[1]?.id ?? '' })
    expect(await seats()).toEqual([9, 10, 9])
    const gone = await cloud.ask('mum', 'booking.cancelSeries', { enrolmentId })
    expect(gone.enrolment.bookings.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await cloud.codeOf('mum', 'booking.cancelSeries', { enrolmentId })).toBe('OK')
    expect(await cloud.codeOf('dad', 'booking.cancelSeries', { enrolmentId })).toBe('BOOKING_NOT_FOUND')
    expect(await seats()).toEqual([10, 10, 10])
    expect((await cloud.stored('accounts', { openid: 'mum' }))[0]?.ledger).toEqual({})
    expect(await invariantViolations(cloud)).toEqual([])
    expect(await cloud.codeOf('mum', 'booking.createSeries', WHOLE)).toBe('OK')
  })

  test('what can no longer be given back stands; a late replay gives back no more than the first did', async () => {
    await cloud.seed({ sessions: aSeries(now, { startsAt: now + 2 * HOUR, rules: { cancelBefore: 3 * HOUR } }) })
    const { id: enrolmentId } = await enrol('mum')
    // After ten minutes the regret period is over: sessions within their cancellation deadline stay.
    cloud.later(11 * MINUTE)
    const requestId = randomUUID()
    const cancel = () => cloud.ask('mum', 'booking.cancelSeries', { enrolmentId }, { requestId })
    const statuses = async () => (await cancel()).enrolment.bookings.map(({ status }) => status)
    expect(await statuses()).toEqual(['confirmed', 'cancelled', 'cancelled'])
    // The move makes the first one cancellable again, but the replay repeats the first request only.
    const times = { startsAt: now + 9 * DAY, endsAt: now + 9 * DAY + HOUR }
    await cloud.ask('manager', 'staff.moveSession', {
      centreId: CENTRE,
      sessionId: 'summer-1',
      reason: '停电',
      ...times,
    })
    expect((await statuses()).sort()).toEqual(['cancelled', 'cancelled', 'confirmed'])
    expect(await cloud.codeOf('mum', 'booking.cancelSeries', { enrolmentId })).toBe('OK')
    expect(await confirmed()).toEqual([])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('too late for all of it', async () => {
    await cloud.seed({ sessions: aSeries(now, { rules: { cancelBefore: 9 * DAY } }) })
    const { id: enrolmentId } = await enrol('mum')
    cloud.later(11 * MINUTE)
    expect(await cloud.codeOf('mum', 'booking.cancelSeries', { enrolmentId })).toBe('CANCEL_CLOSED')
    expect(await confirmed()).toHaveLength(3)
    cloud.later(9 * MINUTE)
    expect(await cloud.codeOf('mum', 'booking.cancelSeries', { enrolmentId })).toBe('OK')
  })
})

test('a session that the centre calls off or moves frees and follows; the rest of the series stands', async () => {
  await cloud.seed({ sessions: aSeries(now) })
  const enrolment = await enrol('mum')
  const change = { centreId: CENTRE, reason: '老师请假' }
  await cloud.ask('manager', 'staff.cancelSession', { ...change, sessionId: 'summer-1' })
  const times = { startsAt: now + 9 * DAY, endsAt: now + 9 * DAY + HOUR }
  await cloud.ask('manager', 'staff.moveSession', { ...change, sessionId: 'summer-2', ...times })
  const { bookings } = (await cloud.ask('mum', 'booking.series', { enrolmentId: enrolment.id })).enrolment
  expect(bookings.map(({ sessionId, status, cancelledBy }) => [sessionId, status, cancelledBy])).toEqual([
    ['summer-1', 'cancelled', 'centre'],
    ['summer-3', 'confirmed', null],
    ['summer-2', 'confirmed', null],
  ])
  expect(await invariantViolations(cloud)).toEqual([])
})

/** The same sessions with rooms and teachers of their own, so that two can be at the same time. */
const apart = (sessions: SessionDocument[]) =>
  sessions.map((session, n) => ({ ...session, room: `${n + 1} 号教室`, teacher: `${n + 1} 号老师` }))

describe('the centre has moved one session onto another of the same series', () => {
  const onto = (other: SessionDocument | undefined) => {
    const { startsAt = 0, endsAt = 0 } = other ?? {}
    const change = { centreId: CENTRE, sessionId: 'summer-1', reason: '停电', startsAt, endsAt }
    return cloud.ask('manager', 'staff.moveSession', change)
  }
  const clash = (startsAt: number | undefined) => ({
    code: 'SERIES_SESSION_REFUSED',
    detail: { why: { code: 'SERIES_CLASH', detail: { startsAt } } },
  })

  test('nobody can be in both, so the whole is refused, and says which', async () => {
    const sessions = apart(aSeries(now))
    await cloud.seed({ sessions })
    await onto(sessions[2])
    expect(await refusal('mum')).toMatchObject(clash(sessions[2]?.startsAt))
    expect(await seats()).toEqual([10, 10, 10])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('after the places were claimed: all of them go back', async () => {
    const sessions = apart(aSeries(now))
    await cloud.seed({ sessions })
    const options = { requestId: randomUUID() }
    // Killed before the ledger, with every place claimed.
    await cloud.send('mum', 'booking.createSeries', WHOLE, { ...options, fault: 'before:10' })
    expect(await seats()).toEqual([9, 9, 9])
    await onto(sessions[2])
    const { reply } = await cloud.send('mum', 'booking.createSeries', WHOLE, options)
    expect(reply).toMatchObject(clash(sessions[2]?.startsAt))
    expect(await seats()).toEqual([10, 10, 10])
    await cloud.tick()
    expect(await invariantViolations(cloud)).toEqual([])
  })
})

test('whoever has everything erased after a call that died is enrolled in nothing', async () => {
  await cloud.seed({ sessions: aSeries(now) })
  await cloud.send('mum', 'booking.createSeries', WHOLE, { fault: 'after:8' })
  expect((await seats()).some(left => left < 10)).toBe(true)
  await cloud.ask('mum', 'me.erase', {})
  cloud.later(3 * MINUTE)
  await cloud.tick()
  cloud.later(6 * MINUTE)
  await cloud.tick()
  cloud.later(0)
  expect(await seats()).toEqual([10, 10, 10])
  expect(await cloud.stored('bookings')).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
})
