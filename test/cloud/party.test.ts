import { randomUUID } from 'node:crypto'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, aHousehold, anOffering, aSession, aStaff, CENTRE, units } from '../../worlds/fixtures/index'
import { openTestCloud } from './in-process/cloud'
import { cloudNow } from './support/clock'
import { invariantViolations } from './support/invariants'
import type { TestCloud } from './support/test-cloud'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await openTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: ['mum', 'next'].map(openid => aHousehold(openid, now)),
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

type Rules = NonNullable<Parameters<typeof aSession>[1]>['rules']

async function bookedFor(memberIds: string[], rules: Rules = {}, change: Parameters<typeof aSession>[1] = {}) {
  const session = aSession(now, { _id: 'class-1', capacity: 3, ...change, rules: rules ?? {} })
  await cloud.seed({ sessions: [session] })
  return (await cloud.ask('mum', 'booking.create', { sessionId: 'class-1', memberIds })).booking
}

const remove = (bookingId: string, memberId: string, requestId: string = randomUUID()) =>
  cloud.codeOf('mum', 'booking.removeMember', { bookingId, memberId }, { requestId })
const add = (bookingId: string, memberId: string, requestId: string = randomUUID()) =>
  cloud.codeOf('mum', 'booking.addMember', { bookingId, memberId }, { requestId })
const names = async (bookingId: string) =>
  (await cloud.ask('mum', 'booking.get', { bookingId })).booking.attendees.map(({ nickname }) => nickname)
const session = async () => (await cloud.stored('sessions', { _id: 'class-1' }))[0]

describe('one of two children cannot come', () => {
  test('the other keeps the place, the free one goes to the party that waits, and rest stays right', async () => {
    const { id } = await bookedFor(['guoguo', 'doudou'], {}, { capacity: 2 })
    const waits = (await cloud.ask('next', 'waitlist.join', { sessionId: 'class-1', memberIds: ['guoguo'] })).booking
    expect(await remove(id, 'doudou')).toBe('OK')
    expect(await names(id)).toEqual(['果果'])
    expect((await cloud.ask('next', 'booking.get', { bookingId: waits.id })).booking.status).toBe('offered')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('the child who stays away can be booked elsewhere at the same time', async () => {
    const { id, startsAt } = await bookedFor(['guoguo', 'doudou'])
    await cloud.seed({ sessions: [aSession(now, { _id: 'class-2', startsAt })] })
    const elsewhere = () => cloud.codeOf('mum', 'booking.create', { sessionId: 'class-2', memberIds: ['doudou'] })
    expect(await elsewhere()).toBe('TIME_OVERLAP')
    await remove(id, 'doudou')
    expect(await elsewhere()).toBe('OK')
    expect(await add(id, 'doudou')).toBe('TIME_OVERLAP')
    expect(await names(id)).toEqual(['果果'])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('the last one cannot leave, and nobody who does not come', async () => {
    const { id } = await bookedFor(['guoguo'])
    expect(await remove(id, 'guoguo')).toBe('LAST_MEMBER')
    expect(await remove(id, 'doudou')).toBe('MEMBER_NOT_FOUND')
    expect(await remove('abcdefgh', 'guoguo')).toBe('BOOKING_NOT_FOUND')
    expect(await cloud.codeOf('next', 'booking.removeMember', { bookingId: id, memberId: 'guoguo' })).toBe(
      'BOOKING_NOT_FOUND',
    )
  })

  test('until the deadline for cancelling, and not after the check-in', async () => {
    const { id, startsAt } = await bookedFor(['guoguo', 'doudou'], { cancelBefore: HOUR })
    cloud.at(startsAt - HOUR)
    expect(await remove(id, 'doudou')).toBe('CANCEL_CLOSED')
    cloud.at(startsAt - 10 * MINUTE)
    await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: id })
    expect(await remove(id, 'doudou')).toBe('ALREADY_CHECKED_IN')
  })

  test('a parent-child class keeps an adult and a child', async () => {
    const together = { audience: { ageMin: null, ageMax: 10, accompanied: 'together' as const } }
    const { id } = await bookedFor(['self', 'guoguo', 'doudou'], together)
    expect(await remove(id, 'self')).toBe('ADULT_NEEDED')
    expect(await remove(id, 'guoguo')).toBe('OK')
    expect(await remove(id, 'doudou')).toBe('CHILD_NEEDED')
    expect(await names(id)).toEqual(['我', '豆豆'])
  })
})

describe('one more comes along', () => {
  test('takes one place, and the door, the ledger and the session know it', async () => {
    const { id, startsAt } = await bookedFor(['guoguo'])
    expect(await add(id, 'doudou')).toBe('OK')
    expect(await names(id)).toEqual(['果果', '豆豆'])
    expect((await session())?.seatsLeft).toBe(1)
    cloud.at(startsAt - 10 * MINUTE)
    const { partySize } = await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: id })
    expect(partySize).toBe(2)
    expect(await add(id, 'self')).toBe('ALREADY_CHECKED_IN')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('under the rules of a new booking', async () => {
    const rules = { partyMax: 2, closesBefore: HOUR, audience: { ageMin: 6, ageMax: 12, accompanied: 'no' as const } }
    const { id, startsAt } = await bookedFor(['guoguo'], rules)
    expect(await add(id, 'doudou')).toBe('TOO_YOUNG')
    expect(await add(id, 'nobody')).toBe('MEMBER_NOT_FOUND')
    expect(await add(id, 'guoguo')).toBe('ALREADY_BOOKED')
    const { memberId } = await cloud.ask('mum', 'member.save', {
      relation: 'child',
      nickname: '毛毛',
      birthMonth: '2018-03',
      guardianConsent: true,
    })
    cloud.at(startsAt - HOUR)
    expect(await add(id, memberId)).toBe('BOOKING_CLOSED')
    cloud.later(0)
    expect(await add(id, memberId)).toBe('OK')
    expect(await add(id, 'self')).toBe('PARTY_TOO_LARGE')
  })

  test('not when the session is full, and not past those who wait', async () => {
    const { id } = await bookedFor(['guoguo'], {}, { capacity: 2 })
    await cloud.ask('next', 'booking.create', { sessionId: 'class-1', memberIds: ['guoguo'] })
    expect(await add(id, 'doudou')).toBe('SESSION_FULL')
    await cloud.ask('next', 'waitlist.join', { sessionId: 'class-1', memberIds: ['doudou'] })
    expect(await add(id, 'doudou')).toBe('SESSION_FULL')
    expect(await names(id)).toEqual(['果果'])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('into a room that is booked for a party, without another unit', async () => {
    const layout = { units: units('r', 1), choose: false }
    await cloud.seed({ sessions: [aDay(now, { kind: 'room', layout, rules: { partyMax: 2 } })] })
    const [day] = await cloud.stored('sessions', { _id: 'study-1' })
    const startsAt = day?.startsAt ?? 0
    const span = { startsAt, endsAt: startsAt + HOUR }
    const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'study-1', memberIds: ['guoguo'], span })
    expect(await add(booking.id, 'doudou')).toBe('OK')
    expect(await add(booking.id, 'self')).toBe('PARTY_TOO_LARGE')
    expect(await remove(booking.id, 'guoguo')).toBe('OK')
    expect(await names(booking.id)).toEqual(['豆豆'])
    expect(await invariantViolations(cloud)).toEqual([])
    await cloud.ask('mum', 'booking.cancel', { bookingId: booking.id })
    expect((await cloud.stored('sessions', { _id: 'study-1' }))[0]?.spots).toEqual({})
    expect(await invariantViolations(cloud)).toEqual([])
  })
})

describe('what does not change singly says so', () => {
  const why = async (bookingId: string, memberId: string) => {
    const { reply } = await cloud.send('mum', 'booking.removeMember', { bookingId, memberId })
    return reply.ok ? 'OK' : reply
  }

  test('a party that waits, an offering that wants parties as they were booked, a booking that is over', async () => {
    const fixed = await bookedFor(['guoguo', 'doudou'], { fixedParty: true })
    expect(await why(fixed.id, 'doudou')).toMatchObject({ code: 'PARTY_FIXED', detail: { why: 'offering' } })
    await cloud.ask('mum', 'booking.cancel', { bookingId: fixed.id })
    expect(await why(fixed.id, 'doudou')).toMatchObject({ code: 'BOOKING_CANCELLED' })
    await cloud.seed({ sessions: [aSession(now, { _id: 'full', startsAt: now + 5 * DAY, capacity: 2 })] })
    const pair = { sessionId: 'full', memberIds: ['guoguo', 'doudou'] }
    await cloud.ask('next', 'booking.create', pair)
    const { booking } = await cloud.ask('mum', 'waitlist.join', pair)
    expect(await why(booking.id, 'doudou')).toMatchObject({ code: 'PARTY_FIXED', detail: { why: 'waiting' } })
    expect(await add(booking.id, 'self')).toBe('PARTY_FIXED')
  })

  test('a booking of a whole series', async () => {
    const series = { id: 'summer', mode: 'both' as const }
    const days = [1, 2].map(n => aSession(now, { _id: `part-${n}`, startsAt: now + n * DAY, series }))
    await cloud.seed({ sessions: days })
    const { enrolment } = await cloud.ask('mum', 'booking.createSeries', {
      seriesId: 'summer',
      memberIds: ['guoguo', 'doudou'],
    })
    const bookingId = enrolment.bookings[0]?.id ?? ''
    expect(await why(bookingId, 'doudou')).toMatchObject({ code: 'PARTY_FIXED', detail: { why: 'series' } })
    const { coming, others } = await cloud.ask('mum', 'booking.party', { bookingId })
    expect([...coming, ...others].map(({ refusal }) => refusal?.code)).toEqual(Array(3).fill('PARTY_FIXED'))
  })
})

describe('one request changes a party once', () => {
  test('copies at once, and late replays after the opposite change', async () => {
    const { id } = await bookedFor(['guoguo', 'doudou'])
    const [leaving, joining] = [randomUUID(), randomUUID()]
    const left = await Promise.all([remove(id, 'doudou', leaving), remove(id, 'doudou', leaving)])
    expect(left).toEqual(['OK', 'OK'])
    const joined = await Promise.all([add(id, 'doudou', joining), add(id, 'doudou', joining)])
    expect(joined).toEqual(['OK', 'OK'])
    expect(await remove(id, 'doudou', leaving)).toBe('OK')
    expect(await names(id)).toEqual(['果果', '豆豆'])
    expect(await remove(id, 'doudou')).toBe('OK')
    expect(await add(id, 'doudou', joining)).toBe('OK')
    expect(await names(id)).toEqual(['果果'])
    expect((await session())?.seatsLeft).toBe(2)
    expect(await add(id, 'doudou', leaving)).toBe('REQUEST_REUSED')
    expect(await remove(id, 'guoguo', leaving)).toBe('REQUEST_REUSED')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('a late replay of the booking itself gets that booking, as it is now', async () => {
    const requestId = randomUUID()
    await cloud.seed({ sessions: [aSession(now, { _id: 'class-1' })] })
    const book = (memberIds: string[]) =>
      cloud.send('mum', 'booking.create', { sessionId: 'class-1', memberIds }, { requestId })
    const first = await book(['guoguo', 'doudou'])
    const id = first.reply.ok ? first.reply.data.booking.id : ''
    await remove(id, 'doudou')
    const again = await book(['guoguo', 'doudou'])
    expect(again.reply).toMatchObject({ ok: true, data: { booking: { id, attendees: [{ memberId: 'guoguo' }] } } })
    expect((await book(['guoguo'])).reply).toMatchObject({ ok: false, code: 'REQUEST_REUSED' })
  })

  test('two people of one household who leave at once both leave, and two who join share the last place', async () => {
    const { id } = await bookedFor(['self', 'guoguo', 'doudou'])
    expect(await Promise.all([remove(id, 'guoguo'), remove(id, 'doudou')])).toEqual(['OK', 'OK'])
    expect((await session())?.seatsLeft).toBe(2)
    await cloud.ask('next', 'booking.create', { sessionId: 'class-1', memberIds: ['guoguo'] })
    const codes = await Promise.all([add(id, 'guoguo'), add(id, 'doudou')])
    expect(codes.filter(code => code === 'OK')).toHaveLength(1)
    expect(await names(id)).toHaveLength(2)
    expect((await session())?.seatsLeft).toBe(0)
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('cancelling gives back what the party holds by then', async () => {
    const { id } = await bookedFor(['guoguo', 'doudou'])
    await remove(id, 'doudou')
    await add(id, 'self')
    await Promise.all([add(id, 'doudou'), cloud.codeOf('mum', 'booking.cancel', { bookingId: id })])
    cloud.later(3 * MINUTE)
    await cloud.tick()
    cloud.later(0)
    await cloud.codeOf('mum', 'booking.cancel', { bookingId: id })
    expect((await session())?.seatsLeft).toBe(3)
    expect(await invariantViolations(cloud)).toEqual([])
  })
})

test('the page of a booking shows who could leave or join, and why not', async () => {
  const { id } = await bookedFor(['guoguo'], { audience: { ageMin: 6, ageMax: 12, accompanied: 'no' } })
  const { coming, others } = await cloud.ask('mum', 'booking.party', { bookingId: id })
  expect(coming).toEqual([{ memberId: 'guoguo', nickname: '果果', refusal: { code: 'LAST_MEMBER', detail: null } }])
  expect(others.map(({ member, refusal }) => [member.id, refusal?.code])).toEqual([
    ['self', 'TOO_OLD'],
    ['doudou', 'TOO_YOUNG'],
  ])
  expect(await cloud.codeOf('next', 'booking.party', { bookingId: id })).toBe('BOOKING_NOT_FOUND')
})
