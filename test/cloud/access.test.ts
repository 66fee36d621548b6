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

const staffRoutes = (Object.keys(routes) as RouteName[]).filter(name => functionOf(name) === 'staff')
test('every staff route declares its role and names a centre', () => {
  expect(staffRoutes.length).toBeGreaterThan(0)
  for (const name of staffRoutes) {
    expect(routes[name]).toHaveProperty('role')
    expect(Object.keys((routes[name].input as unknown as { entries: object }).entries)).toContain('centreId')
  }
})

describe.each(staffRoutes)('%s', route => {
  const send = async (openid: string, fn = 'staff') =>
    (await cloud.raw(fn, { route, input: validInputs[route], requestId: 'request-1' }, openid)).reply

  test('is for staff of that centre only', async () => {
    expect(await send('resident')).toMatchObject({ ok: false, code: 'FORBIDDEN', detail: null })
    expect(await send('staff-there')).toMatchObject({ ok: false, code: 'FORBIDDEN' })
    const codeOf = async (openid: string) => ({ code: 'OK', ...(await send(openid)) }).code
    const forManagers = (routes[route] as { role?: string }).role === 'manager'
    expect((await codeOf('staff-here')) === 'FORBIDDEN').toBe(forManagers)
    expect(await codeOf('manager-here')).not.toBe('FORBIDDEN')
  })

  test('is not served by the function for residents', async () => {
    expect(await send('staff-here', 'resident')).toMatchObject({ ok: false, code: 'UNKNOWN_ROUTE' })
  })
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
