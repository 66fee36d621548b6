import { randomUUID } from 'node:crypto'
import { HOUR } from '@domain/time'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
  const now = cloudNow()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now, { _id: 'evening', startsAt: now + 6 * HOUR, capacity: 2 })],
  })
})
afterAll(() => cloud.close())

test('a clock that is set back an hour loses nothing and stops nothing', async () => {
  const input = { sessionId: 'evening', memberIds: ['self'] }
  const requestId = randomUUID()
  cloud.later(HOUR)
  const { booking } = await cloud.ask('early', 'booking.create', input, { requestId })
  expect(await cloud.codeOf('left', 'booking.create', input)).toBe('OK')
  await cloud.tick()

  cloud.later(0)
  // A repeat of a request from before gets the answer from before.
  const again = await cloud.ask('early', 'booking.create', input, { requestId })
  expect(again.booking.id).toBe(booking.id)
  expect(await cloud.codeOf('late', 'booking.create', input)).toBe('SESSION_FULL')
  expect(await cloud.codeOf('late', 'waitlist.join', input)).toBe('OK')
  expect((await cloud.stored('sessions'))[0]).toMatchObject({ waiting: 1 })
  expect(await cloud.codeOf('early', 'booking.cancel', { bookingId: booking.id })).toBe('OK')
  await cloud.tick()
  expect((await cloud.stored('sessions'))[0]).toMatchObject({ waiting: 0 })
  expect(await invariantViolations(cloud)).toEqual([])
})
