import { DAY } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

/** Waitlists together with changed sessions and paused accounts. */
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
    sessions: [aSession(now, { capacity: 1, rules: { cancelBefore: 0 } })],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

const input = { sessionId: SESSION, memberIds: ['self'] }

/** One person has the place, one has an offer, one waits. */
async function threeStages() {
  const held = (await cloud.ask('holder', 'booking.create', input)).booking
  const first = (await cloud.ask('first', 'waitlist.join', input)).booking
  const second = (await cloud.ask('second', 'waitlist.join', input)).booking
  await cloud.ask('manager', 'staff.setCapacity', { centreId: CENTRE, sessionId: SESSION, capacity: 2 })
  const statusOf = async (openid: string, bookingId: string) =>
    (await cloud.ask(openid, 'booking.get', { bookingId })).booking.status
  expect(await statusOf('first', first.id)).toBe('offered')
  expect(await statusOf('second', second.id)).toBe('waiting')
  return { held, first, second, statusOf }
}

test('a session that is called off ends its offers and its waitlist, and nobody can take a place', async () => {
  const { held, first, second, statusOf } = await threeStages()
  await cloud.ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: SESSION, reason: '停电' })
  expect(await cloud.codeOf('first', 'waitlist.accept', { bookingId: first.id })).not.toBe('OK')
  expect(await cloud.codeOf('fourth', 'waitlist.join', input)).toBe('SESSION_CANCELLED')
  await cloud.tick()
  await cloud.tick()
  expect(await statusOf('holder', held.id)).toBe('cancelled')
  expect(await statusOf('first', first.id)).toBe('lapsed')
  expect(await statusOf('second', second.id)).toBe('lapsed')
  const { booking } = await cloud.ask('second', 'booking.get', { bookingId: second.id })
  expect(booking.history.at(-1)).toMatchObject({ what: 'lapsed', reason: 'session-cancelled' })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('whoever waits or holds an offer follows a session that is moved', async () => {
  const { first, second, statusOf } = await threeStages()
  const [session] = await cloud.stored('sessions')
  const times = { startsAt: (session?.startsAt ?? 0) + DAY, endsAt: (session?.endsAt ?? 0) + DAY }
  await cloud.ask('manager', 'staff.moveSession', { centreId: CENTRE, sessionId: SESSION, ...times, reason: '停电' })
  for (const [openid, { id }] of [['first', first] as const, ['second', second] as const]) {
    expect((await cloud.ask(openid, 'booking.get', { bookingId: id })).booking).toMatchObject(times)
  }
  await cloud.ask('first', 'waitlist.accept', { bookingId: first.id })
  expect(await statusOf('first', first.id)).toBe('confirmed')
  expect(await statusOf('second', second.id)).toBe('waiting')
  await cloud.tick()
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a pause holds for waiting and for taking an offer', async () => {
  await cloud.seed({ accounts: [aHousehold('absent', now)] })
  const pause = async () => {
    const [account] = await cloud.stored('accounts', { openid: 'absent' })
    await cloud.change('accounts', account?._id ?? '', {
      missed: { guoguo: [now - 3 * DAY, now - 2 * DAY, now - DAY] },
      revision: (account?.revision ?? 0) + 1,
    })
  }
  const { booking: held } = await cloud.ask('holder', 'booking.create', input)
  const wanted = { sessionId: SESSION, memberIds: ['guoguo'] }
  const { booking } = await cloud.ask('absent', 'waitlist.join', wanted)
  await pause()
  await cloud.ask('holder', 'booking.cancel', { bookingId: held.id })
  expect(await cloud.codeOf('absent', 'waitlist.accept', { bookingId: booking.id })).toBe('PAUSED')
  await cloud.ask('absent', 'waitlist.leave', { bookingId: booking.id })
  await cloud.ask('holder', 'booking.create', input)
  expect(await cloud.codeOf('absent', 'waitlist.join', wanted)).toBe('PAUSED')
})
