import { currentCode } from '@domain/checkin/code'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

describe('a parent books a class for the child, and the child comes', () => {
  const now = cloudNow()
  let cloud: TestCloud

  beforeAll(async () => {
    cloud = await startTestCloud()
    await cloud.seed({
      centres: [aCentre()],
      offerings: [anOffering()],
      sessions: [
        aSession(now, { _id: 'soon', startsAt: now + 20 * MINUTE, rules: { cancelBefore: 0 } }),
        aSession(now, {
          _id: 'later',
          startsAt: now + 2 * DAY,
          rules: { audience: { ageMin: 6, ageMax: 12, accompanied: 'no' } },
        }),
      ],
      staff: [aStaff('teacher-wang')],
    })
  })
  afterAll(() => cloud.close())

  test('from the first screen to the seat', async () => {
    const home = await cloud.ask('mum', 'home.get', {})
    expect(home.centre?.name).toBe('江川区党群服务中心')
    expect(home.nextBooking).toBeNull()
    expect(home.classesThisWeek).toBe(2)
    expect(home.staffOf).toEqual([])

    const { items } = await cloud.ask('mum', 'class.list', { centreId: CENTRE, category: 'children', age: 8 })
    expect(items.map(item => item.id)).toEqual(['soon', 'later'])

    const { memberId } = await cloud.ask('mum', 'member.save', {
      relation: 'child',
      nickname: '果果',
      birthMonth: new Date(now - 8.5 * 365 * DAY).toISOString().slice(0, 7),
      guardianConsent: true,
    })
    const page = await cloud.ask('mum', 'class.get', { offeringId: 'calligraphy' })
    expect(page.members.map(choice => [choice.member.nickname, choice.refusal?.code ?? 'OK'])).toEqual([
      ['我', 'OK'],
      ['果果', 'OK'],
    ])
    expect(page.sessions).toHaveLength(2)
    expect(page.bookings).toEqual([])

    const { booking, session } = await cloud.ask('mum', 'booking.create', {
      sessionId: 'soon',
      memberIds: [memberId],
    })
    expect(booking).toMatchObject({
      status: 'confirmed',
      attendees: [{ memberId, nickname: '果果' }],
      title: '书法小课桌',
      checkedInAt: null,
    })
    expect(session.seatsLeft).toBe(9)
    expect((await cloud.ask('mum', 'home.get', {})).nextBooking?.id).toBe(booking.id)
    expect((await cloud.ask('mum', 'class.get', { offeringId: 'calligraphy' })).bookings).toHaveLength(1)

    const shown = currentCode(booking.secret ?? '', booking.id, cloudNow())
    const result = await cloud.ask('teacher-wang', 'staff.checkIn', { centreId: CENTRE, code: shown.qr })
    expect(result).toMatchObject({ outcome: 'accepted', names: ['果＊'], partySize: 1 })
    expect(result.session).toMatchObject({ id: 'soon', booked: 1, came: 1, seatsLeft: 9 })

    const seen = await cloud.ask('mum', 'booking.get', { bookingId: booking.id })
    expect(seen.booking.checkedInAt).toBe(result.at)
    const roster = await cloud.ask('teacher-wang', 'staff.roster', { centreId: CENTRE, sessionId: 'soon' })
    expect(roster.rows).toEqual([
      { bookingId: booking.id, names: ['果＊'], partySize: 1, checkedInAt: result.at, guest: null, stay: null },
    ])
    const board = await cloud.ask('teacher-wang', 'staff.today', { centreId: CENTRE })
    expect(board.sessions.find(({ id }) => id === 'soon')).toMatchObject({ booked: 1, came: 1 })
  })

  test('a booking that is not needed is cancelled, and its place is free again', async () => {
    const { booking } = await cloud.ask('dad', 'booking.create', { sessionId: 'soon', memberIds: ['self'] })
    const { booking: cancelled, session } = await cloud.ask('dad', 'booking.cancel', { bookingId: booking.id })
    expect(cancelled).toMatchObject({ status: 'cancelled', secret: null })
    expect(session.seatsLeft).toBe(9)
    expect((await cloud.ask('dad', 'booking.list', { scope: 'coming' })).items).toEqual([])
    expect((await cloud.ask('dad', 'booking.list', { scope: 'past' })).items.map(({ id }) => id)).toEqual([booking.id])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('the person who asked is reminded, once', async () => {
    const { booking } = await cloud.ask('aunt', 'booking.create', { sessionId: 'soon', memberIds: ['self'] })
    await cloud.change('bookings', booking.id, { startsAt: now + 3 * HOUR })
    await cloud.ask('aunt', 'booking.notices', { bookingId: booking.id, notices: ['reminder'] })
    await cloud.tick()
    expect(await cloud.outbox('aunt')).toEqual([])
    cloud.later(70 * MINUTE)
    await Promise.all([cloud.tick(), cloud.tick()])
    await cloud.tick()
    cloud.later(0)
    const messages = await cloud.outbox('aunt')
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({ page: `pages/booking/index?id=${booking.id}` })
  })
})
