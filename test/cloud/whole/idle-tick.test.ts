import { HOUR } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStation } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

let cloud: WholeCloud
const now = cloudNow()

beforeAll(async () => {
  cloud = await startWholeCloud({ maxInstances: 1 })
})
afterAll(() => cloud.close())

/** Returns the log lines of the ticks since the previous call. */
function linesOfTimer(): { route: string; calls: number }[] {
  const lines = cloud.lines
    .splice(0)
    .map(line => JSON.parse(line) as { function?: string; route: string; calls: number })
  return lines.filter(line => line.function === 'timer')
}

test('a minute in which nothing is due costs at most three database calls', async () => {
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now)],
    accounts: [aHousehold('mum', now)],
    stations: [aStation()],
  })
  await cloud.ask('mum', 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['guoguo'] })
  // The first tick prepares the joined reading; a later one verifies the booking.
  cloud.later(HOUR)
  await cloud.tick()
  await cloud.tick()
  linesOfTimer()
  await cloud.tick()
  expect(linesOfTimer()).toEqual([expect.objectContaining({ route: 'idle', calls: expect.any(Number) })])
  await cloud.tick()
  const [idle] = linesOfTimer()
  expect(idle?.calls).toBeLessThanOrEqual(3)
})

test('the joined reading finds what is due through the deployed bundle and its SDK', async () => {
  const { booking } = await cloud.ask('dad', 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })
  await cloud.ask('dad', 'booking.notices', { bookingId: booking.id, notices: ['reminder'] })
  await cloud.change('bookings', booking.id, { remindAt: now })
  linesOfTimer()
  await cloud.tick()
  const lines = linesOfTimer()
  expect(lines.map(({ route }) => route)).toContain('reminders')
  expect((await cloud.outbox('dad')).length).toBe(1)
  // Separate queries would need more calls than there are tasks.
  expect(lines.at(-1)?.calls).toBeLessThan(20)
})
