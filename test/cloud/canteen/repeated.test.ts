import { KEEP } from '@domain/privacy/keep'
import { DAY, HOUR, localDate, MINUTE, weekday } from '@domain/time'
import { aSitting, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { dineIn, wish } from '../support/orders'
import { openCanteen } from './support'

const now = cloudNow()
const cloud = openTestCloud()
const dayOf = (n: number) => weekday(now + n * DAY)
const sitting = (n: number, change: Parameters<typeof aSitting>[1] = {}) =>
  aSitting(now, { _id: `day-${n}`, startsAt: now + n * DAY, ...change })
const ordered = async () =>
  (await cloud.stored('bookings', { status: 'confirmed' })).map(({ sessionId }) => sessionId).sort()
const until = (days: number) => localDate(now + days * DAY)
const repeat = async (openid: string, days: number[], last = until(30)) => {
  const [booking] = await cloud.stored('bookings')
  const input = { bookingId: booking?._id ?? '', weekdays: days.map(dayOf), until: last }
  return (await cloud.ask(openid, 'meal.repeat', input)).repeatedId
}

beforeEach(() => openCanteen(cloud, { sessions: [1, 2, 3, 4].map(n => sitting(n)) }))

test('an order is repeated on its weekdays as the menus come, in its way, each as an order of its own', async () => {
  await cloud.ask(
    'elder',
    'order.create',
    dineIn({ sessionId: 'day-1', meals: [{ memberId: 'self', dishes: ['eel'] }] }),
  )
  await repeat('elder', [1, 2, 4])
  await cloud.tick()
  expect(await ordered()).toEqual(['day-1', 'day-2', 'day-4'])
  const [second] = await cloud.stored('bookings', { sessionId: 'day-2' })
  expect(second?.order).toMatchObject({ mode: 'dine-in', meals: [{ names: ['鳝鱼米线'] }], price: { due: 1400 } })
  // One that is cancelled stays so; a menu that is published later is ordered within the half hour.
  await cloud.ask('elder', 'booking.cancel', { bookingId: second?._id ?? '' })
  await cloud.seed({ sessions: [sitting(8)] })
  cloud.later(HOUR)
  await cloud.tick()
  expect(await ordered()).toEqual(['day-1', 'day-4', 'day-8'])
  expect(await invariantViolations(cloud, now + HOUR)).toEqual([])
})

test('a meal that cannot be ordered is told with its reason, keeps no other from being ordered, and another dish is taken', async () => {
  await cloud.ask('elder', 'order.create', wish({ sessionId: 'day-1' }))
  await cloud.change('sessions', 'day-2', { seatsLeft: 0 })
  await cloud.change('sessions', 'day-3', { counters: { 'dish-pork': 0, 'seat-noon': 6, 'round-lake': 3 } })
  await repeat('elder', [2, 3, 4])
  await cloud.tick()
  expect(await ordered()).toEqual(['day-1', 'day-3', 'day-4'])
  const { repeated } = await cloud.ask('elder', 'meal.repeated', {})
  expect(repeated).toMatchObject([{ missed: [{ startsAt: now + 2 * DAY, why: 'ORDER_SOLD_OUT' }] }])
  expect((await cloud.stored('bookings', { sessionId: 'day-3' }))[0]?.order?.meals[0]?.names).toEqual(['鳝鱼米线'])
})

test('it ends on its last day, or when the household ends it; others can do nothing with it', async () => {
  await cloud.ask('elder', 'order.create', wish({ sessionId: 'day-1' }))
  const own = { bookingId: (await cloud.stored('bookings'))[0]?._id ?? '', weekdays: [1] }
  expect(await cloud.codeOf('stranger', 'meal.repeat', { ...own, until: until(7) })).toBe('BOOKING_NOT_FOUND')
  expect(await cloud.codeOf('elder', 'meal.repeat', { ...own, until: until(-1) })).toBe('REPEATED_UNTIL')
  expect(await cloud.codeOf('elder', 'meal.repeat', { ...own, until: until(100) })).toBe('REPEATED_UNTIL')
  const repeatedId = await repeat('elder', [2, 3], until(2))
  expect(await cloud.codeOf('stranger', 'meal.endRepeated', { repeatedId })).toBe('REPEATED_NOT_FOUND')
  await cloud.tick()
  expect(await ordered()).toEqual(['day-1', 'day-2'])
  const all = await repeat('elder', [4])
  await cloud.ask('elder', 'meal.endRepeated', { repeatedId: all })
  await cloud.tick()
  expect(await ordered()).toEqual(['day-1', 'day-2'])
  cloud.later(KEEP.relation + 4 * DAY)
  await cloud.tick()
  await cloud.tick()
  expect(await cloud.stored('repeatedorders')).toEqual([])
})

test('nothing of it is left after an erasure, and nothing more is ordered', async () => {
  await cloud.ask('elder', 'order.create', wish({ sessionId: 'day-1' }))
  const { kept: before } = await cloud.ask('elder', 'me.export', {})
  expect(before.repeatedorders).toEqual([])
  await repeat('elder', [2])
  expect((await cloud.ask('elder', 'me.export', {})).kept.repeatedorders).toHaveLength(1)
  const [stored] = await cloud.stored('repeatedorders')
  const [booking] = await cloud.stored('bookings')
  await cloud.ask('elder', 'booking.cancel', { bookingId: booking?._id ?? '' })
  await cloud.ask('elder', 'me.erase', {})
  expect(await cloud.stored('repeatedorders')).toEqual([])
  // A call that died over the erasure stores it late.
  if (stored) await cloud.seed({ repeatedorders: [stored] })
  cloud.later(5 * MINUTE)
  await cloud.tick()
  expect(await ordered()).toEqual([])
  expect(await cloud.stored('repeatedorders', { centreId: CENTRE })).toEqual([])
})
