import type { BookingNoticeKind } from '@domain/contracts/views'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

/** A consent is stored only when its notice can still be sent, and is used by one notice. */

const now = cloudNow()
const START = now + 2 * DAY
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [
      aSession(now, { _id: 'far', startsAt: START, capacity: 1, rules: { cancelBefore: 0, offerFor: DAY } }),
      aSession(now, { _id: 'soon', startsAt: now + 20 * MINUTE }),
    ],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterEach(async () => expect(await invariantViolations(cloud)).toEqual([]))
afterAll(() => cloud.close())

const book = async (sessionId = 'far', openid = 'mum') =>
  (await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })).booking.id
const consent = async (bookingId: string, notices: BookingNoticeKind[], options = {}, openid = 'mum') =>
  (await cloud.ask(openid, 'booking.notices', { bookingId, notices }, options)).booking.notices
const notices = async (bookingId: string) => (await cloud.ask('mum', 'booking.get', { bookingId })).booking.notices
const tickAt = async (ms: number) => {
  cloud.at(ms)
  await cloud.tick()
}
const reminders = async (openid = 'mum') =>
  (await cloud.outbox(openid)).filter(({ templateId }) => templateId.includes('reminder'))
const move = (startsAt: number) =>
  cloud.ask('manager', 'staff.moveSession', {
    centreId: CENTRE,
    sessionId: 'far',
    startsAt,
    endsAt: startsAt + HOUR,
    reason: '停电',
  })

test('a consent that can no longer be kept is not taken: no reminder of what begins in twenty minutes', async () => {
  const id = await book('soon')
  expect(await consent(id, ['reminder', 'changed', 'offer', 'ballot'])).toEqual(['changed'])
  expect((await cloud.stored('bookings', { _id: id }))[0]).toMatchObject({ remindAt: null, notices: ['changed'] })
})

test('the stale view of a second device takes no consent away', async () => {
  const id = await book()
  await consent(id, ['reminder'])
  expect(await consent(id, ['changed'])).toEqual(['reminder', 'changed'])
  expect(await consent(id, [])).toEqual(['reminder', 'changed'])
  const both = await Promise.all([consent(id, ['changed']), consent(id, ['reminder'])])
  expect(both.every(kinds => kinds.length === 2)).toBe(true)
  expect((await cloud.stored('bookings', { _id: id }))[0]?.remindAt).toBe(START - 2 * HOUR)
})

test('one consent is one message, and a late copy of the request does not renew it', async () => {
  const id = await book()
  const requestId = 'the-consent-request'
  await consent(id, ['reminder'], { requestId })
  await tickAt(START - 2 * HOUR + 1)
  await tickAt(START - 2 * HOUR + 5 * MINUTE)
  expect(await reminders()).toHaveLength(1)
  expect(await notices(id)).toEqual([])
  expect(await consent(id, ['reminder'], { requestId })).toEqual([])
  await tickAt(START - 29 * MINUTE)
  expect(await reminders()).toHaveLength(1)
})

test('a moved session is reminded of at its new time; once reminded, after a new consent', async () => {
  const id = await book()
  await consent(id, ['reminder'])
  await move(START + DAY)
  await tickAt(START - HOUR)
  expect(await reminders()).toEqual([])
  await tickAt(START + DAY - 2 * HOUR + 1)
  expect(await reminders()).toHaveLength(1)
  await move(START + 3 * DAY)
  expect(await consent(id, ['reminder'])).toEqual(['reminder'])
  await tickAt(START + 3 * DAY - 2 * HOUR + 1)
  expect(await reminders()).toHaveLength(2)
})

test('each change is told to whom it was promised: the second one after a second consent', async () => {
  const id = await book()
  await consent(id, ['changed'])
  await move(START + DAY)
  await cloud.tick()
  await move(START + 2 * DAY)
  await cloud.tick()
  expect(await cloud.outbox('mum')).toHaveLength(1)
  await consent(id, ['changed'])
  await move(START + 3 * DAY)
  await cloud.tick()
  expect(await cloud.outbox('mum')).toHaveLength(2)
})

test('who waits is not reminded; who has a place by then is, as promised while waiting', async () => {
  const held = await book('far', 'holder')
  const join = async (openid: string) =>
    (await cloud.ask(openid, 'waitlist.join', { sessionId: 'far', memberIds: ['self'] })).booking.id
  const [first, second] = [await join('mum'), await join('aunt')]
  await consent(first, ['reminder', 'offer'])
  await consent(second, ['reminder'], {}, 'aunt')
  await cloud.ask('holder', 'booking.cancel', { bookingId: held })
  await cloud.ask('mum', 'waitlist.accept', { bookingId: first })
  await tickAt(START - 2 * HOUR + 1)
  expect(await reminders('mum')).toHaveLength(1)
  expect(await reminders('aunt')).toEqual([])
})
