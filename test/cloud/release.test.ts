import { randomUUID } from 'node:crypto'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', order: 2 })],
    offerings: [anOffering()],
    accounts: ['mum', 'next'].map(openid => aHousehold(openid, now)),
    staff: [
      aStaff('manager', { role: 'manager' }),
      aStaff('staff'),
      aStaff('colleague'),
      aStaff('elsewhere', { centreId: 'bixi' }),
    ],
  })
})
afterAll(() => cloud.close())

const book = async (openid: string, sessionId: string, memberIds = ['self']) =>
  (await cloud.ask(openid, 'booking.create', { sessionId, memberIds })).booking
const seen = async (openid: string, bookingId: string) =>
  (await cloud.ask(openid, 'booking.get', { bookingId })).booking
const release = (bookingId: string, { by = 'staff', reason = '孩子发烧', requestId = randomUUID() as string } = {}) =>
  cloud.codeOf(by, 'staff.releaseBooking', { centreId: CENTRE, bookingId, reason }, { requestId })
const releaseOne = (bookingId: string, memberId: string, { requestId = randomUUID() as string } = {}) =>
  cloud.codeOf(
    'staff',
    'staff.releaseBooking',
    { centreId: CENTRE, bookingId, memberId, reason: '孩子发烧' },
    { requestId },
  )

describe('staff release what a resident can no longer cancel', () => {
  const rules = { cancelBefore: 4 * HOUR, closesBefore: HOUR }
  const session = aSession(now, { _id: 'soon', startsAt: now + 5 * HOUR, capacity: 2, rules })

  test('after the deadline: no no-show, told with the reason, on record, and the places go to the next who waits', async () => {
    await cloud.seed({ sessions: [session] })
    const { id } = await book('mum', 'soon', ['guoguo', 'doudou'])
    await cloud.ask('mum', 'booking.notices', { bookingId: id, notices: ['changed'] })
    const waits = (await cloud.ask('next', 'waitlist.join', { sessionId: 'soon', memberIds: ['guoguo'] })).booking
    cloud.later(2 * HOUR)
    expect(await cloud.codeOf('mum', 'booking.cancel', { bookingId: id })).toBe('CANCEL_CLOSED')
    expect(await release(id)).toBe('OK')
    expect(await seen('mum', id)).toMatchObject({
      status: 'cancelled',
      cancelledBy: 'desk',
      changeReason: '孩子发烧',
      missed: false,
    })
    expect((await seen('next', waits.id)).status).toBe('offered')
    await cloud.tick()
    const [message] = await cloud.outbox('mum')
    expect(message?.data).toMatchObject({ thing2: { value: '工作人员帮您取消了预约' }, thing4: { value: '孩子发烧' } })
    const [stored] = await cloud.stored('bookings', { _id: id })
    expect(stored?.deskRelease).toMatchObject({ reason: '孩子发烧', at: expect.any(Number), by: expect.any(String) })
    const { items } = await cloud.ask('manager', 'office.journal', { centreId: CENTRE })
    expect(items.filter(({ act }) => act === 'release-booking')).toMatchObject([{ reason: '孩子发烧' }])
    // The export contains the kept data, but not which member of staff acted.
    const { kept } = await cloud.ask('mum', 'me.export', {})
    expect(JSON.stringify(kept.bookings)).toContain('孩子发烧')
    expect(JSON.stringify(kept.bookings)).not.toContain(stored?.deskRelease?.by)
    cloud.later(DAY)
    await cloud.tick()
    expect(await cloud.stored('noshows')).toEqual([])
    expect(await invariantViolations(cloud, now + DAY)).toEqual([])
  })

  test('once for a request, by one of two, and by nobody of another centre', async () => {
    await cloud.seed({ sessions: [session] })
    const { id } = await book('mum', 'soon')
    expect(await release(id, { by: 'elsewhere' })).toBe('FORBIDDEN')
    const here = { centreId: 'bixi', bookingId: id, reason: '孩子发烧' }
    expect(await cloud.codeOf('elsewhere', 'staff.releaseBooking', here)).toBe('BOOKING_NOT_FOUND')
    const requestId = randomUUID()
    const codes = await Promise.all([
      release(id, { requestId }),
      release(id, { requestId }),
      release(id, { requestId }),
    ])
    expect(codes).toEqual(['OK', 'OK', 'OK'])
    expect(await release(id, { requestId, reason: '别的原因' })).toBe('REQUEST_REUSED')
    expect(await release(id, { by: 'colleague' })).toBe('BOOKING_CANCELLED')
    expect((await cloud.stored('sessions'))[0]).toMatchObject({ seatsLeft: 2, claims: {} })
  })

  test('one of a party, with a reason: the others come, one place goes to the next, nobody is counted as absent', async () => {
    await cloud.seed({ sessions: [session] })
    const { id } = await book('mum', 'soon', ['guoguo', 'doudou'])
    await cloud.ask('mum', 'booking.notices', { bookingId: id, notices: ['changed'] })
    const waits = (await cloud.ask('next', 'waitlist.join', { sessionId: 'soon', memberIds: ['guoguo'] })).booking
    cloud.later(2 * HOUR)
    expect(await cloud.codeOf('mum', 'booking.removeMember', { bookingId: id, memberId: 'doudou' })).toBe(
      'CANCEL_CLOSED',
    )
    const { rows } = await cloud.ask('staff', 'staff.roster', { centreId: CENTRE, sessionId: 'soon' })
    expect(rows).toMatchObject([
      {
        members: [
          { id: 'guoguo', name: '果＊' },
          { id: 'doudou', name: '豆＊' },
        ],
      },
    ])
    const requestId = randomUUID()
    const one = () => releaseOne(id, 'doudou', { requestId })
    expect(await Promise.all([one(), one()])).toEqual(['OK', 'OK'])
    expect(await one()).toBe('OK')
    expect(await releaseOne(id, 'guoguo', { requestId })).toBe('REQUEST_REUSED')
    expect(await seen('mum', id)).toMatchObject({
      status: 'confirmed',
      attendees: [{ memberId: 'guoguo' }],
      changeReason: '孩子发烧',
      releasedAt: expect.any(Number),
    })
    expect((await seen('next', waits.id)).status).toBe('offered')
    await cloud.tick()
    const [message] = await cloud.outbox('mum')
    expect(message?.data).toMatchObject({
      thing2: { value: '工作人员帮其中一位取消了' },
      thing4: { value: '孩子发烧' },
    })
    const { items } = await cloud.ask('manager', 'office.journal', { centreId: CENTRE })
    expect(items.filter(({ act }) => act === 'release-booking')).toMatchObject([
      { reason: '孩子发烧', from: '2 人', to: '1 人' },
    ])
    cloud.later(5 * HOUR - MINUTE)
    await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: id })
    const came = await cloud.ask('staff', 'staff.roster', { centreId: CENTRE, sessionId: 'soon' })
    expect(came.rows).toMatchObject([{ checkedInAt: expect.any(Number) }])
    cloud.later(DAY)
    await cloud.tick()
    expect(await cloud.stored('noshows')).toEqual([])
    expect(await invariantViolations(cloud, now + DAY)).toEqual([])
  })

  test('one of a party: not the last, not a stranger, not who is in, and not of a guest', async () => {
    const now2 = aSession(now, { _id: 'now', startsAt: now + 10 * MINUTE, capacity: 9, reserve: 2 })
    await cloud.seed({ sessions: [now2] })
    const { id } = await book('mum', 'now', ['guoguo', 'doudou'])
    expect(await releaseOne(id, 'self')).toBe('MEMBER_NOT_FOUND')
    expect(await releaseOne(id, 'guoguo')).toBe('OK')
    expect(await releaseOne(id, 'doudou')).toBe('LAST_MEMBER')
    const { id: other } = await book('next', 'now', ['guoguo', 'doudou'])
    await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: other })
    expect(await releaseOne(other, 'guoguo')).toBe('ALREADY_CHECKED_IN')
    const guest = { centreId: CENTRE, sessionId: 'now', people: 2, name: '老李', lastFour: '1234' }
    const { bookingId } = await cloud.ask('staff', 'staff.bookFor', guest)
    expect(await releaseOne(bookingId, 'guoguo')).toBe('MEMBER_NOT_FOUND')
    expect(
      await cloud.codeOf('elsewhere', 'staff.releaseBooking', {
        centreId: 'bixi',
        bookingId: id,
        memberId: 'doudou',
        reason: '孩子发烧',
      }),
    ).toBe('BOOKING_NOT_FOUND')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('not who is in, not what is over, not who only waits', async () => {
    const now2 = aSession(now, { _id: 'now', startsAt: now + 10 * MINUTE, capacity: 1 })
    await cloud.seed({ sessions: [now2] })
    const { id } = await book('mum', 'now')
    const { booking: waiting } = await cloud.ask('next', 'waitlist.join', { sessionId: 'now', memberIds: ['self'] })
    expect(await release(waiting.id)).toBe('BOOKING_NOT_FOUND')
    await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: id })
    expect(await release(id)).toBe('ALREADY_CHECKED_IN')
    await cloud.ask('staff', 'staff.undoCheckIn', { centreId: CENTRE, bookingId: id, reason: '签错人了' })
    cloud.later(3 * HOUR)
    expect(await release(id)).toBe('SESSION_OVER')
  })

  test('a seat for an hour and one evening of a course go back as well', async () => {
    await cloud.seed({ sessions: [aDay(now, { _id: 'study', rules: { graceMs: 10 * MINUTE } })] })
    const span = { startsAt: now + DAY, endsAt: now + DAY + HOUR, unit: 's1' }
    const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'study', memberIds: ['self'], span })
    expect(await release(booking.id)).toBe('OK')
    expect((await cloud.stored('sessions'))[0]).toMatchObject({ spots: {}, claims: {} })
    cloud.later(DAY + HOUR)
    await cloud.tick()
    expect(await cloud.stored('noshows')).toEqual([])
    expect(await invariantViolations(cloud, now + DAY + HOUR)).toEqual([])
  })
})

describe('ten minutes’ regret after any booking', () => {
  const rules = { cancelBefore: 4 * HOUR, closesBefore: 0 }

  test('whoever books after the deadline can still cancel for ten minutes', async () => {
    await cloud.seed({ sessions: [aSession(now, { _id: 'soon', startsAt: now + HOUR, rules })] })
    const { id, cancelUntil, createdAt } = await book('mum', 'soon')
    expect(cancelUntil).toBe(createdAt + 10 * MINUTE)
    cloud.later(9 * MINUTE)
    expect(await cloud.codeOf('mum', 'booking.cancel', { bookingId: id })).toBe('OK')
    const again = await book('mum', 'soon')
    cloud.later(20 * MINUTE)
    expect(await cloud.codeOf('mum', 'booking.cancel', { bookingId: again.id })).toBe('CANCEL_CLOSED')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('so can whoever accepts an offer, from then on; and the deadline of the offering is never shortened', async () => {
    const session = aSession(now, { _id: 'soon', startsAt: now + 5 * HOUR, capacity: 1, rules })
    await cloud.seed({ sessions: [session] })
    const first = await book('mum', 'soon')
    expect(first.cancelUntil).toBe(session.startsAt - 4 * HOUR)
    const waits = (await cloud.ask('next', 'waitlist.join', { sessionId: 'soon', memberIds: ['self'] })).booking
    cloud.later(30 * MINUTE)
    await cloud.ask('mum', 'booking.cancel', { bookingId: first.id })
    cloud.later(59 * MINUTE)
    const accepted = await cloud.ask('next', 'waitlist.accept', { bookingId: waits.id })
    expect(accepted.booking.cancelUntil).toBeGreaterThan(session.startsAt - 4 * HOUR)
    cloud.later(HOUR + 5 * MINUTE)
    expect(await cloud.codeOf('next', 'booking.cancel', { bookingId: waits.id })).toBe('OK')
  })

  test('so can whoever wins a draw, from then on', async () => {
    const draws = now + 30 * MINUTE
    const ballot = { ...rules, ballot: { drawBefore: 2 * HOUR } }
    const drawn = aSession(now, { _id: 'drawn', startsAt: draws + 2 * HOUR, capacity: 1, rules: ballot })
    await cloud.seed({ sessions: [drawn] })
    const { booking } = await cloud.ask('mum', 'ballot.register', { sessionId: 'drawn', memberIds: ['self'] })
    cloud.later(30 * MINUTE)
    await cloud.tick()
    const won = await seen('mum', booking.id)
    expect(won).toMatchObject({ status: 'confirmed' })
    expect(won.cancelUntil).toBeGreaterThanOrEqual(draws + 10 * MINUTE)
    cloud.later(39 * MINUTE)
    expect(await cloud.codeOf('mum', 'booking.cancel', { bookingId: booking.id })).toBe('OK')
  })

  test('never beyond the end of what was booked', async () => {
    const end = now + 8 * MINUTE
    await cloud.seed({
      sessions: [
        aSession(now, { _id: 'ending', startsAt: now - HOUR, endsAt: end, rules: { closesBefore: -65 * MINUTE } }),
      ],
    })
    expect((await book('mum', 'ending')).cancelUntil).toBe(end)
  })
})
