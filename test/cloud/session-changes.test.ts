import { randomUUID } from 'node:crypto'
import { currentCode } from '@domain/checkin/code'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const START = now + 2 * DAY
const TIMES = { startsAt: now + 5 * DAY, endsAt: now + 5 * DAY + HOUR }
const OFF = { centreId: CENTRE, sessionId: 'calligraphy-1', reason: '老师请假' }
const MOVE = { ...OFF, ...TIMES, reason: '教室停电' }
const people = (count: number) => Array.from({ length: count }, (_, n) => `person-${n}`)
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now, { startsAt: START, capacity: 300 })],
    staff: [aStaff('manager', { role: 'manager' }), aStaff('second-manager', { role: 'manager' }), aStaff('door')],
  })
})
afterAll(() => cloud.close())

const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
async function book(openid: string, notices: ('changed' | 'reminder')[] = []) {
  const { booking } = await cloud.ask(openid, 'booking.create', input)
  if (notices.length > 0) await cloud.ask(openid, 'booking.notices', { bookingId: booking.id, notices })
  return booking
}
const seen = async (openid: string, bookingId: string) =>
  (await cloud.ask(openid, 'booking.get', { bookingId })).booking
const session = async () => (await cloud.stored('sessions'))[0]

describe('a centre calls a session off', () => {
  test('everybody is free without penalty, told once if they asked, and nobody gets in any more', async () => {
    const booking = await book('mum', ['changed'])
    const quiet = await book('dad')
    const { session: board } = await cloud.ask('manager', 'staff.cancelSession', OFF)
    expect(board).toMatchObject({ status: 'cancelled', booked: 0 })
    expect(await seen('mum', booking.id)).toMatchObject({
      status: 'cancelled',
      cancelledBy: 'centre',
      changeReason: '老师请假',
      secret: null,
    })
    expect(await session()).toMatchObject({ seatsLeft: 300, claims: {}, changedAt: 0, settleAt: null })
    expect(await cloud.codeOf('aunt', 'booking.create', input)).toBe('SESSION_CANCELLED')
    await Promise.all([cloud.tick(), cloud.tick()])
    await cloud.tick()
    expect((await cloud.outbox()).map(({ touser, page, data }) => [touser, page, data.thing4?.value])).toEqual([
      ['mum', `pages/booking/index?id=${booking.id}`, '老师请假'],
    ])
    cloud.later(4 * DAY)
    await cloud.tick()
    expect(await cloud.stored('noshows')).toEqual([])
    expect((await cloud.ask('dad', 'me.get', {})).standing).toEqual([])
    expect((await seen('dad', quiet.id)).missed).toBe(false)
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('more bookings than one call can bear are freed by the timer; the door is shut at once', async () => {
    const bookings = await Promise.all(people(230).map(openid => book(openid)))
    await cloud.ask('manager', 'staff.cancelSession', OFF)
    const waiting = (await cloud.stored('bookings', { status: 'confirmed' }))[0]
    expect(await cloud.stored('bookings', { status: 'confirmed' })).toHaveLength(130)
    const index = bookings.findIndex(({ id }) => id === waiting?._id)
    const { qr } = currentCode(waiting?.secret ?? '', waiting?._id ?? '', START)
    cloud.at(START - MINUTE)
    const code = currentCode(waiting?.secret ?? '', waiting?._id ?? '', cloudNow() + START - now - MINUTE)
    expect(await cloud.codeOf('door', 'staff.checkIn', { centreId: CENTRE, code: code.qr })).toBe('BOOKING_CANCELLED')
    expect(qr).not.toBe('')
    cloud.later(0)
    await cloud.tick()
    await Promise.all([cloud.tick(), cloud.tick()])
    expect((await seen(`person-${index}`, waiting?._id ?? '')).cancelledBy).toBe('centre')
    expect(await session()).toMatchObject({ seatsLeft: 300, claims: {}, changedAt: 0 })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('in the middle of a rush: whoever was told that it worked is freed, the others are told why', async () => {
    const rush = people(40).map(openid => cloud.codeOf(openid, 'booking.create', input))
    const [codes] = await Promise.all([Promise.all(rush), cloud.ask('manager', 'staff.cancelSession', OFF)])
    expect(codes.filter(code => code !== 'OK' && code !== 'SESSION_CANCELLED')).toEqual([])
    await cloud.tick()
    expect(await cloud.stored('bookings', { status: 'confirmed' })).toEqual([])
    expect(await session()).toMatchObject({ seatsLeft: 300, claims: {} })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('a claim that a crash left without a booking is freed as well', async () => {
    // The fourth call is the claim.
    await cloud.send('mum', 'booking.create', input, { fault: 'after:4' })
    await cloud.ask('manager', 'staff.cancelSession', OFF)
    expect((await session())?.changedAt).toBeGreaterThan(0)
    cloud.later(3 * MINUTE)
    await cloud.tick()
    await cloud.tick()
    expect(await session()).toMatchObject({ seatsLeft: 300, claims: {}, changedAt: 0 })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('is one change under one request id, is not made twice, and not after the end', async () => {
    const requestId = randomUUID()
    const again = () => cloud.codeOf('manager', 'staff.cancelSession', OFF, { requestId })
    expect(await Promise.all([again(), again(), again()])).toEqual(['OK', 'OK', 'OK'])
    const other = { ...OFF, reason: '台风' }
    expect(await cloud.codeOf('manager', 'staff.cancelSession', other, { requestId })).toBe('REQUEST_REUSED')
    expect(await cloud.codeOf('manager', 'staff.cancelSession', OFF)).toBe('SESSION_CANCELLED')
    expect(await cloud.codeOf('manager', 'staff.moveSession', MOVE)).toBe('SESSION_CANCELLED')
    const places = (sessionId: string) =>
      cloud.codeOf('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId, capacity: 400 })
    expect(await places(OFF.sessionId)).toBe('SESSION_CANCELLED')
    await cloud.seed({ sessions: [aSession(now, { _id: 'over', startsAt: now - DAY })] })
    expect(await cloud.codeOf('manager', 'staff.cancelSession', { ...OFF, sessionId: 'over' })).toBe('SESSION_OVER')
    expect(await places('over')).toBe('SESSION_OVER')
    await cloud.seed({ sessions: [aSession(now, { _id: 'away', centreId: 'bixi' })] })
    expect(await cloud.codeOf('manager', 'staff.cancelSession', { ...OFF, sessionId: 'away' })).toBe(
      'SESSION_NOT_FOUND',
    )
  })
})

describe('a centre moves a session', () => {
  test('bookings, ledger, code and reminder follow; everybody may cancel until the new start', async () => {
    const booking = await book('mum', ['changed', 'reminder'])
    await cloud.ask('manager', 'staff.moveSession', MOVE)
    expect(await seen('mum', booking.id)).toMatchObject({
      ...TIMES,
      status: 'confirmed',
      cancelUntil: TIMES.startsAt,
      checkInFrom: TIMES.startsAt - 30 * MINUTE,
      movedFrom: { startsAt: START, endsAt: START + 90 * MINUTE },
      changeReason: '教室停电',
    })
    await Promise.all([cloud.tick(), cloud.tick()])
    expect(await cloud.outbox('mum')).toHaveLength(1)
    cloud.at(TIMES.startsAt - HOUR)
    await cloud.tick()
    expect(await cloud.outbox('mum')).toHaveLength(2)
    cloud.at(TIMES.startsAt - MINUTE)
    expect(await cloud.codeOf('mum', 'booking.cancel', { bookingId: booking.id })).toBe('OK')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('whoever does not come to a moved session is excused; whoever booked the new time is not', async () => {
    await book('mum')
    await cloud.ask('manager', 'staff.moveSession', MOVE)
    await book('dad')
    cloud.later(6 * DAY)
    await cloud.tick()
    const records = await cloud.stored('noshows')
    expect(records.map(({ state, excuse }) => [state, excuse?.reason ?? null]).sort()).toEqual([
      ['counted', null],
      ['excused', 'moved'],
    ])
    expect((await cloud.ask('mum', 'me.get', {})).standing).toEqual([])
    expect((await cloud.ask('dad', 'me.get', {})).standing).toMatchObject([{ step: 'reminder' }])
    expect(await invariantViolations(cloud, now + 6 * DAY)).toEqual([])
  })

  test('in the middle of a rush nobody is left with the old time', async () => {
    const rush = people(40).map(openid => cloud.codeOf(openid, 'booking.create', input))
    const [codes] = await Promise.all([Promise.all(rush), cloud.ask('manager', 'staff.moveSession', MOVE)])
    expect(codes.filter(code => code !== 'OK' && code !== 'SESSION_MOVED')).toEqual([])
    await cloud.tick()
    expect((await cloud.stored('bookings')).every(({ startsAt }) => startsAt === TIMES.startsAt)).toBe(true)
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('there and back, by two managers at once, and called off in the end: the last word holds', async () => {
    const booking = await book('mum', ['changed'])
    const back = { ...MOVE, startsAt: START, endsAt: START + 90 * MINUTE }
    // Whoever comes second is asked to try again, as the app does.
    const patiently = async (openid: string, move: typeof MOVE) => {
      while ((await cloud.codeOf(openid, 'staff.moveSession', move)) === 'BUSY');
    }
    await Promise.all([patiently('manager', MOVE), patiently('second-manager', back)])
    await cloud.tick()
    const moved = await session()
    expect(moved?.moves).toBe(2)
    expect(await seen('mum', booking.id)).toMatchObject({ startsAt: moved?.startsAt, endsAt: moved?.endsAt })
    expect(await invariantViolations(cloud)).toEqual([])
    await cloud.ask('manager', 'staff.cancelSession', OFF)
    expect(await seen('mum', booking.id)).toMatchObject({ status: 'cancelled', changeReason: '老师请假' })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('a crashed booking that is taken up after the move gets the new time', async () => {
    const requestId = randomUUID()
    // The fifth call is the ledger: the booking itself is never written.
    await cloud.send('mum', 'booking.create', input, { requestId, fault: 'after:5' })
    await cloud.ask('manager', 'staff.moveSession', MOVE)
    const { booking } = await cloud.ask('mum', 'booking.create', input, { requestId })
    expect(booking).toMatchObject(TIMES)
    await cloud.tick()
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('who cancels right after it is told neither of the move nor that the centre has cancelled', async () => {
    const confirmed = await book('mum', ['changed'])
    await cloud.ask('manager', 'staff.moveSession', MOVE)
    await cloud.ask('mum', 'booking.cancel', { bookingId: confirmed.id })
    await cloud.tick()
    expect(await cloud.outbox('mum')).toEqual([])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('each of two moves is told, when the consent was given anew', async () => {
    const booking = await book('mum', ['changed'])
    await cloud.ask('manager', 'staff.moveSession', MOVE)
    await cloud.tick()
    await cloud.ask('mum', 'booking.notices', { bookingId: booking.id, notices: ['changed'] })
    cloud.later(MINUTE)
    await cloud.ask('manager', 'staff.moveSession', {
      ...MOVE,
      startsAt: MOVE.startsAt + DAY,
      endsAt: MOVE.endsAt + DAY,
    })
    await cloud.tick()
    expect(await cloud.outbox('mum')).toHaveLength(2)
    cloud.later(0)
  })

  test('a reminder comes once, before the new start, and none before the old one', async () => {
    await book('mum', ['reminder'])
    await cloud.ask('manager', 'staff.moveSession', MOVE)
    cloud.at(START - HOUR)
    await cloud.tick()
    expect(await cloud.outbox('mum')).toEqual([])
    cloud.at(MOVE.startsAt - 2 * HOUR)
    await cloud.tick()
    await cloud.tick()
    expect(await cloud.outbox('mum')).toHaveLength(1)
    cloud.later(0)
  })

  test('nobody is reminded of what was cancelled, called off or only waited for', async () => {
    const gone = await book('mum', ['reminder'])
    await cloud.ask('mum', 'booking.cancel', { bookingId: gone.id })
    await book('dad', ['reminder'])
    await cloud.seed({ sessions: [aSession(now, { _id: 'small', startsAt: START, capacity: 1 })] })
    await cloud.ask('aunt', 'booking.create', { sessionId: 'small', memberIds: ['self'] })
    const waits = await cloud.ask('mum', 'waitlist.join', { sessionId: 'small', memberIds: ['self'] })
    await cloud.ask('mum', 'booking.notices', { bookingId: waits.booking.id, notices: ['reminder'] })
    await cloud.ask('manager', 'staff.cancelSession', OFF)
    expect(await invariantViolations(cloud)).toEqual([])
    for (const lead of [2 * HOUR, HOUR, 30 * MINUTE, 20 * MINUTE]) {
      cloud.at(START - lead)
      await cloud.tick()
    }
    expect(await cloud.outbox()).toEqual([])
    cloud.later(0)
  })

  test('the manager is told before who has booked something else at the new time', async () => {
    await book('mum')
    await book('dad')
    const elsewhere = { room: '三楼', teacher: '王老师' }
    const rival = aSession(now, { ...elsewhere, _id: 'rival', startsAt: TIMES.startsAt + HOUR - MINUTE })
    const other = { ...elsewhere, room: '四楼', teacher: '张老师', startsAt: TIMES.startsAt, capacity: 1 }
    await cloud.seed({ sessions: [rival, aSession(now, { _id: 'full', ...other })] })
    await cloud.ask('mum', 'booking.create', { sessionId: 'rival', memberIds: ['self'] })
    await cloud.ask('aunt', 'booking.create', { sessionId: 'full', memberIds: ['self'] })
    // Who only waits for something else decides when there is a place.
    await cloud.ask('dad', 'waitlist.join', { sessionId: 'full', memberIds: ['self'] })
    const at = { centreId: CENTRE, sessionId: 'calligraphy-1' }
    const effects = (times: { startsAt: number; endsAt: number }) =>
      cloud.ask('manager', 'staff.moveEffects', { ...at, ...times })
    expect(await effects(TIMES)).toMatchObject({ people: 1, names: ['我＊'] })
    expect(await effects({ ...TIMES, endsAt: TIMES.endsAt - MINUTE })).toMatchObject({ people: 0, names: [] })
    expect(await cloud.codeOf('door', 'staff.moveEffects', { ...at, ...TIMES })).toBe('FORBIDDEN')
    // It is a question only: the move itself is the manager's to decide.
    expect(await cloud.codeOf('manager', 'staff.moveSession', MOVE)).toBe('OK')
  })

  test('into a room or to a teacher that is taken at that time it is refused, and moves when that is free', async () => {
    const taken = aSession(now, { _id: 'taken', title: '合唱团', startsAt: TIMES.startsAt, teacher: '王老师' })
    await cloud.seed({ sessions: [taken] })
    const { reply } = await cloud.send('manager', 'staff.moveSession', MOVE)
    expect(reply).toMatchObject({
      ok: false,
      code: 'TIMETABLE_CLASH',
      detail: { clashes: [{ what: 'room', title: '合唱团', startsAt: TIMES.startsAt }] },
    })
    expect((await session())?.moves).toBe(0)
    await cloud.ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'taken', reason: '停电' })
    expect(await cloud.codeOf('manager', 'staff.moveSession', MOVE)).toBe('OK')
    expect((await cloud.stored('timetables'))[0]?.pending).toEqual({})
  })

  test('of two that are moved into one room at once, one is refused', async () => {
    await cloud.seed({ sessions: [aSession(now, { _id: 'other', startsAt: START + DAY })] })
    const codes = await Promise.all([
      cloud.codeOf('manager', 'staff.moveSession', MOVE),
      cloud.codeOf('second-manager', 'staff.moveSession', { ...MOVE, sessionId: 'other' }),
    ])
    expect(codes.sort()).toEqual(['OK', 'TIMETABLE_CLASH'])
  })

  test('not once it has begun, and not to a time that cannot be', async () => {
    await cloud.seed({ sessions: [aSession(now, { _id: 'running', startsAt: now - MINUTE })] })
    expect(await cloud.codeOf('manager', 'staff.moveSession', { ...MOVE, sessionId: 'running' })).toBe('SESSION_BEGUN')
    expect(await cloud.codeOf('manager', 'staff.moveSession', { ...MOVE, endsAt: MOVE.startsAt })).toBe(
      'TIME_NOT_POSSIBLE',
    )
    expect(await cloud.codeOf('door', 'staff.moveSession', MOVE)).toBe('FORBIDDEN')
  })
})
