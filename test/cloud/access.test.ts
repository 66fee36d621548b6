import { type RouteName, routes } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { validInputs } from './support/inputs'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', order: 2 })],
    offerings: [anOffering()],
    sessions: [
      aSession(now),
      aSession(now, { _id: 'elsewhere', centreId: 'bixi' }),
      aSession(now, { _id: 'untouched' }),
    ],
    staff: [
      aStaff('staff-here'),
      aStaff('manager-here', { role: 'manager' }),
      aStaff('staff-there', { centreId: 'bixi', role: 'manager' }),
    ],
  })
})
afterAll(() => cloud.close())

test('residents’ function serves no route of staff, and the others none of residents', async () => {
  for (const route of Object.keys(routes) as RouteName[]) {
    const own = functionOf(route)
    for (const fn of ['resident', 'staff', 'office'].filter(other => other !== own)) {
      const { reply } = await cloud.raw(
        fn,
        { route, input: validInputs[route], requestId: 'request-1' },
        'manager-here',
      )
      expect([route, fn, reply]).toEqual([route, fn, expect.objectContaining({ ok: false, code: 'UNKNOWN_ROUTE' })])
    }
  }
})

test('a role at one centre opens no session of another', async () => {
  expect(await cloud.codeOf('staff-here', 'staff.roster', { centreId: CENTRE, sessionId: 'elsewhere' })).toBe(
    'SESSION_NOT_FOUND',
  )
})

test('bookings of others are not found', async () => {
  const { booking } = await cloud.ask('owner', 'booking.create', { sessionId: 'untouched', memberIds: ['self'] })
  expect(await cloud.codeOf('stranger', 'booking.get', { bookingId: booking.id })).toBe('BOOKING_NOT_FOUND')
  expect(await cloud.codeOf('stranger', 'booking.cancel', { bookingId: booking.id })).toBe('BOOKING_NOT_FOUND')
  expect(await cloud.codeOf('stranger', 'booking.notices', { bookingId: booking.id, notices: [] })).toBe(
    'BOOKING_NOT_FOUND',
  )
  expect(await cloud.codeOf('stranger', 'booking.create', { sessionId: 'untouched', memberIds: ['guoguo'] })).toBe(
    'MEMBER_NOT_FOUND',
  )
})

test('the log explains the system and tells nothing of people', async () => {
  await cloud.ask('very-secret-openid', 'member.save', {
    relation: 'elder',
    nickname: '外婆王秀英',
    birthMonth: '1954-03',
    guardianConsent: false,
  })
  const text = cloud.lines.join('\n')
  expect(text).toContain('"route":"member.save"')
  expect(text).toMatch(/"calls":\d+/)
  expect(text).toMatch(/"ms":\d+/)
  expect(text).not.toMatch(/very-secret-openid|王秀英|1954-03/)
})

/** The host of a whole cloud asks for an identity before it calls the function. */
const NOBODY = process.env.TEST_CLOUD === 'whole' ? 'OPENID_REQUIRED' : 'UNAUTHENTICATED'

test('a call without an identity is refused, whatever it asks for', async () => {
  for (const route of ['home.get', 'booking.create', 'staff.today'] as const) {
    const { reply } = await cloud.raw(
      functionOf(route),
      { route, input: validInputs[route], requestId: 'request-1' },
      '',
    )
    expect([route, reply]).toEqual([route, expect.objectContaining({ ok: false, code: NOBODY })])
  }
})
