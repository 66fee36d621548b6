import { bookingsToKeep } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering(), anOffering({ _id: 'study', kind: 'seat' })] })
})
afterAll(() => cloud.close())

const book = async (sessionId: string, change: object = {}) =>
  (await cloud.ask('mum', 'booking.create', { sessionId, memberIds: ['self'], ...change })).booking.id

test('bookings to come stand by their start: a long one that begins first comes first, on the home screen as well', async () => {
  await cloud.seed({
    sessions: [
      aSession(now, { _id: 'camp', startsAt: now + HOUR, endsAt: now + 9 * HOUR }),
      aSession(now, { _id: 'short', startsAt: now + 9 * HOUR, endsAt: now + 9 * HOUR + 30 * MINUTE }),
      aDay(now, { _id: 'study', startsAt: now + 20 * MINUTE }),
    ],
  })
  const [camp, short] = [await book('camp'), await book('short')]
  const span = { startsAt: now + 20 * MINUTE, endsAt: now + 50 * MINUTE, unit: 's1' }
  const seat = await book('study', { span })
  const coming = async () => (await cloud.ask('mum', 'booking.list', { scope: 'coming' })).items.map(({ id }) => id)
  const next = async () => (await cloud.ask('mum', 'home.get', {})).nextBooking?.id
  expect(await coming()).toEqual([seat, camp, short])
  expect(await next()).toBe(seat)
  // One that is going on is still to come, and first.
  cloud.later(2 * HOUR)
  expect(await coming()).toEqual([camp, short])
  expect(await next()).toBe(camp)
})

test('page by page in the same order, none twice and none missing', async () => {
  const sessions = Array.from({ length: 45 }, (_, n) =>
    aSession(now, { _id: `s-${n}`, startsAt: now + DAY + ((n * 7) % 45) * 2 * HOUR }),
  )
  await cloud.seed({ sessions })
  for (const { _id } of sessions) await book(_id)
  const starts: number[] = []
  let after: string | null | undefined
  do {
    const page = await cloud.ask('mum', 'booking.list', { scope: 'coming', ...(after ? { after } : {}) })
    starts.push(...page.items.map(({ startsAt }) => startsAt))
    after = page.next
  } while (after)
  expect(starts).toEqual(sessions.map(({ startsAt }) => startsAt).sort((a, b) => a - b))
})

test('a phone keeps the soonest: with fifty bookings today’s code is there without a network', () => {
  const booking = (n: number, change: Partial<BookingView> = {}) =>
    ({
      id: `b-${n}`,
      status: 'confirmed',
      startsAt: now + n * DAY,
      endsAt: now + n * DAY + HOUR,
      ...change,
    }) as BookingView
  const ahead = Array.from({ length: 50 }, (_, n) => booking(n))
  const past = [booking(-1), booking(-2)]
  const cancelled = booking(0, { id: 'gone', status: 'cancelled' })
  const kept = bookingsToKeep([...past, ...ahead.slice().reverse(), cancelled], now, 40)
  expect(kept.map(({ id }) => id)).toEqual(ahead.slice(0, 40).map(({ id }) => id))
  const few = bookingsToKeep([...past, ...ahead.slice(0, 2)], now, 3)
  expect(few.map(({ id }) => id)).toEqual(['b-0', 'b-1', 'b--1'])
})
