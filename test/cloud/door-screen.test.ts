import { currentDoorCode } from '@domain/checkin/door'
import { atLocal, DAY, HOUR, localDate, MINUTE, startOfLocalDay } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

/** What the screen at a door shows for two days without network, and for whom its code opens. */
const now = cloudNow()
const today = startOfLocalDay(now)
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  const one = (_id: string, startsAt: number, more = {}) => aSession(now, { _id, startsAt, title: _id, ...more })
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', order: 2 })],
    offerings: [anOffering()],
    sessions: [
      one('tomorrow', today + DAY + 9 * HOUR),
      one('soon', now + 10 * MINUTE, { room: '三楼' }),
      one('this morning', today + 9 * HOUR),
      one('in two days', today + 2 * DAY),
      one('yesterday', today - DAY + 9 * HOUR),
      one('called off', now + 20 * MINUTE, { status: 'cancelled' }),
      one('elsewhere', now + 30 * MINUTE, { centreId: 'bixi' }),
      one('lunch', now + 40 * MINUTE, { kind: 'meal' }),
    ],
    staff: [aStaff('staff'), aStaff('staff-bixi', { centreId: 'bixi' }), aStaff('ghost', { centreId: 'closed' })],
  })
})
afterAll(() => cloud.close())

test('it lists the classes of today and tomorrow at this centre, in their order, and nothing else of them', async () => {
  const { centre, sessions } = await cloud.ask('staff', 'staff.doorKey', { centreId: CENTRE })
  expect(centre).toEqual({ id: CENTRE, name: '江川区党群服务中心' })
  expect(sessions.map(({ id }) => id)).toEqual(['this morning', 'soon', 'tomorrow'])
  const { endsAt } = sessions[1] ?? { endsAt: 0 }
  expect(sessions[1]).toEqual({ id: 'soon', title: 'soon', room: '三楼', startsAt: now + 10 * MINUTE, endsAt })
  expect(endsAt).toBeGreaterThan(now + 10 * MINUTE)
})

test('screens that are turned on for the first time at once show the same code, and go on with it', async () => {
  const keys = async () => (await cloud.ask('staff-bixi', 'staff.doorKey', { centreId: 'bixi' })).keys
  const [first, ...others] = await Promise.all(Array.from({ length: 6 }, keys))
  for (const other of [...others, await keys()]) expect(other).toEqual(first)
  expect(first?.map(({ date }) => date)).toEqual([localDate(now), localDate(now + DAY)])
  expect(atLocal(first?.[0]?.date ?? '')).toBe(today)
})

test('there is none at a centre that does not exist', async () => {
  expect(await cloud.codeOf('ghost', 'staff.doorKey', { centreId: 'closed' })).toBe('CENTRE_NOT_FOUND')
})

test('whoever waits for a place, is offered one or has a ticket for a draw is not let in by its code', async () => {
  const { keys } = await cloud.ask('staff', 'staff.doorKey', { centreId: CENTRE })
  const code = currentDoorCode(keys[0]?.key ?? '', CENTRE, cloudNow()).qr
  const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'soon', memberIds: ['self'] })
  for (const status of ['registered', 'waiting', 'offered'] as const) {
    await cloud.change('bookings', booking.id, { status })
    const refusal = await cloud.codeOf('mum', 'checkin.self', { bookingId: booking.id, code })
    expect([status, refusal]).toEqual([status, 'BOOKING_NOT_FOUND'])
  }
  await cloud.change('bookings', booking.id, { status: 'confirmed' })
  expect(await cloud.codeOf('mum', 'checkin.self', { bookingId: booking.id, code })).toBe('OK')
})
