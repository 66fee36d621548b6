import type { RouteInput } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCanteen, aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { wish } from '../support/orders'
import { CASH, handOver, openCanteen, PAPER } from './support'

/** Orders are taken for an hour; the meal begins an hour later. Two meals are cooked for people who come without an order. */
const now = cloudNow()
const START = now + 2 * HOUR
const FROZEN = HOUR + 2 * MINUTE
const cloud = openTestCloud()

type Input = RouteInput<'staff.mealOrderFor'>
const guest = (change: Partial<Input> = {}): Input => ({
  ...{ centreId: CENTRE, sessionId: 'lunch-1', name: '李大爷', lastFour: '0138' },
  ...{ mode: 'pick-up', meals: [['pork']], ...change },
})
const orderFor = async (change: Partial<Input> = {}, by = 'cook') =>
  (await cloud.ask(by, 'staff.mealOrderFor', guest(change))).order
const refusal = (change: Partial<Input> = {}, by = 'cook') => cloud.codeOf(by, 'staff.mealOrderFor', guest(change))
const kitchen = async () =>
  (await cloud.ask('cook', 'staff.mealKitchen', { centreId: CENTRE, sessionId: 'lunch-1' })).sitting
const menu = async () => (await cloud.ask('cook', 'staff.mealGuestMenu', { centreId: CENTRE })).sittings
const stored = async () => (await cloud.stored('sessions', { _id: 'lunch-1' }))[0]
const frozen = async () => {
  cloud.later(FROZEN)
  await cloud.tick()
}

beforeEach(() =>
  openCanteen(cloud, {
    sessions: [
      aSitting(now, {
        startsAt: START,
        reserve: 2,
        rules: { closesBefore: HOUR, cancelBefore: HOUR, checkInBefore: HOUR },
      }),
      aSitting(now, { _id: 'tomorrow', startsAt: now + DAY }),
    ],
    canteens: [aCanteen()],
    staff: [
      aStaff('cook', { duties: ['kitchen'] }),
      aStaff('cashier', { duties: ['till'] }),
      aStaff('door', { duties: ['door'] }),
      aStaff('manager', { role: 'manager' }),
    ],
  }),
)
afterEach(async () => expect(await invariantViolations(cloud)).toEqual([]))

test('until the cut-off a guest’s order is one like any other: counted, cooked, paid in full and in the books', async () => {
  const order = await orderFor()
  expect(order).toMatchObject({
    isGuest: true,
    meals: [{ name: '李＊＊', tier: null }],
    price: { due: 1200, subsidy: 0 },
  })
  expect(await stored()).toMatchObject({ seatsLeft: 17, reserve: 2, counters: { 'dish-pork': 9 } })
  await frozen()
  expect(await kitchen()).toMatchObject({
    frozen: { meals: 1 },
    labels: [{ isLate: false }],
    spare: { meals: 2, given: 0 },
  })
  await cloud.ask('cashier', 'staff.mealHandOver', handOver(order.bookingId))
  const { sums, open } = await cloud.ask('manager', 'staff.mealTill', { centreId: CENTRE })
  expect({ sums, open }).toEqual({ sums: { cash: 1200, sales: -1200 }, open: [] })
  const month = new Date(now + 8 * HOUR).toISOString().slice(0, 7)
  const { lines } = await cloud.ask('manager', 'staff.mealClaim', { centreId: CENTRE, month })
  expect(lines).toMatchObject([{ tier: null, subsidy: 0 }])
})

test('after the freeze a walk-in gets a spare meal, which shows as a difference, and no more than are cooked', async () => {
  await cloud.ask('elder', 'order.create', wish())
  expect((await menu()).map(({ id, isLate, meals }) => [id, isLate, meals])).toEqual([
    ['lunch-1', false, 17],
    ['tomorrow', false, 20],
  ])
  await frozen()
  expect((await menu())[0]).toMatchObject({ id: 'lunch-1', isLate: true, meals: 2, modes: ['dine-in', 'pick-up'] })
  const walkIn = { name: undefined, lastFour: undefined }
  const codes = await Promise.all(Array.from({ length: 9 }, () => refusal(walkIn)))
  expect(codes.filter(code => code === 'OK')).toHaveLength(2)
  expect(codes.filter(code => code === 'ORDER_SOLD_OUT')).toHaveLength(7)
  expect(await kitchen()).toMatchObject({
    frozen: { meals: 1 },
    current: { meals: 3 },
    labels: [{ isLate: false }, { isLate: true }, { isLate: true }],
    spare: { meals: 2, given: 2 },
  })
  // 17 places were free when the kitchen counted: nobody cooks for them.
  expect(await stored()).toMatchObject({ seatsLeft: 17, reserve: 0, reserveTaken: 2 })
})

test('a meal that was cancelled after the freeze is cooked, and goes to a walk-in', async () => {
  const { booking } = await cloud.ask('elder', 'order.create', wish())
  await frozen()
  const two = await orderFor({ meals: [['pork'], ['eel']] })
  expect(two.meals.map(({ dishes }) => dishes)).toEqual([['青椒炒肉'], ['鳝鱼米线']])
  expect(await refusal({ name: '王奶奶' })).toBe('ORDER_SOLD_OUT')
  await cloud.ask('manager', 'staff.releaseBooking', { centreId: CENTRE, bookingId: booking.id, reason: '病了' })
  const third = await orderFor({ name: '王奶奶' })
  expect(await refusal({ name: '赵爷爷' })).toBe('ORDER_SOLD_OUT')
  expect(await kitchen()).toMatchObject({ frozen: { meals: 1 }, current: { meals: 3 } })
  // Taken back before it is handed over, each goes where it came from.
  for (const { bookingId } of [two, third])
    await cloud.ask('cook', 'staff.mealCancelFor', { centreId: CENTRE, bookingId })
  expect(await stored()).toMatchObject({ seatsLeft: 18, reserve: 2, reserveTaken: 0 })
  expect((await menu())[0]).toMatchObject({ meals: 3 })
})

test('a paper that staff have seen counts for the guest at once and the next time, but never for who comes along', async () => {
  const { bookingId } = await orderFor()
  const paper = { centreId: CENTRE, bookingId, ...PAPER }
  const { order } = await cloud.ask('cashier', 'staff.mealProof', paper)
  expect(order.price).toMatchObject({ due: 400, subsidy: 400 })
  expect(await orderFor({ sessionId: 'tomorrow' })).toMatchObject({ price: { due: 400 } })
  // The same paper in another account is the same person.
  const other = await orderFor({ name: '陈桂英', lastFour: '9999' })
  const again = { ...paper, bookingId: other.bookingId }
  expect(await cloud.codeOf('cashier', 'staff.mealProof', again)).toBe('ALREADY_ORDERED')
  const couple = await orderFor({
    sessionId: 'tomorrow',
    name: '周大妈',
    lastFour: '0777',
    meals: [['pork'], ['pork']],
  })
  await cloud.ask('cashier', 'staff.mealProof', {
    ...{ ...paper, bookingId: couple.bookingId, memberId: 'with-1', name: '周国华', lastFour: '5555' },
  })
  expect(await orderFor({ name: '周大妈', lastFour: '0777', meals: [['pork'], ['pork']] })).toMatchObject({
    price: { due: 2400, subsidy: 0 },
  })
})

test('a repetition orders once, and the same request for something else is refused', async () => {
  const requestId = 'guest-order-1'
  const once = () => cloud.ask('cook', 'staff.mealOrderFor', guest(), { requestId })
  const [first, second] = [await once(), await once()]
  expect(second).toEqual(first)
  const { reply } = await cloud.send('cook', 'staff.mealOrderFor', guest({ meals: [['pork'], ['pork']] }), {
    requestId,
  })
  expect(reply).toMatchObject({ ok: false, code: 'REQUEST_REUSED' })
  expect(await stored()).toMatchObject({ seatsLeft: 17 })
})

test('what nobody may order for a guest', async () => {
  expect(await refusal({}, 'door')).toBe('FORBIDDEN')
  expect(await refusal({}, 'elder')).toBe('FORBIDDEN')
  expect(await refusal({ name: undefined })).toBe('INVALID_INPUT')
  expect(await refusal({ sessionId: 'nowhere' })).toBe('SESSION_NOT_FOUND')
  expect(await refusal({ mode: 'dine-in' })).toBe('SEATING_NEEDED')
  expect(await refusal({ mode: 'delivery', roundId: 'lake' })).toBe('ADDRESS_NEEDED')
  expect(await refusal({ meals: [['greens']] })).toBe('MEAL_INCOMPLETE')
  await orderFor()
  expect(await refusal()).toBe('ALREADY_BOOKED')
  cloud.later(HOUR)
  // Until the kitchen has counted, nobody knows what is spare.
  expect(await refusal({ name: '王奶奶' })).toBe('BOOKING_CLOSED')
  expect((await menu()).map(({ id }) => id)).toEqual(['tomorrow'])
  await frozen()
  const to = { building: '湖滨小区 1 栋', door: '2 单元', phone: '13800000000' }
  expect(await refusal({ name: '王奶奶', mode: 'delivery', roundId: 'lake', to })).toBe('MODE_NOT_OFFERED')
  cloud.later(4 * HOUR)
  expect(await refusal({ name: '王奶奶' })).toBe('BOOKING_CLOSED')
  const resident = await cloud.stored('bookings', { guest: { $exists: false } })
  expect(resident).toEqual([])
})

test('an order of a resident cannot be cancelled at the counter, nor a meal that was handed over', async () => {
  const { booking } = await cloud.ask('elder', 'order.create', wish())
  const cancel = (bookingId: string, by = 'cook') =>
    cloud.codeOf(by, 'staff.mealCancelFor', { centreId: CENTRE, bookingId })
  expect(await cancel(booking.id)).toBe('BOOKING_NOT_FOUND')
  const { bookingId } = await orderFor()
  cloud.later(FROZEN)
  await cloud.tick()
  await cloud.ask('cashier', 'staff.mealHandOver', handOver(bookingId, CASH))
  expect(await cancel(bookingId)).toBe('ALREADY_CHECKED_IN')
})

test.each(['staff.mealCancelFor', 'staff.cancelFor', 'staff.releaseBooking'] as const)(
  '%s: a meal on its way to a door is not spare, and the courier who handed it over without network is believed',
  async route => {
    const to = { building: '湖滨小区 1 栋', door: '2 单元', phone: '13800000000' }
    const byCourier = { mode: 'delivery', roundId: 'lake', to } as const
    const [early, late] = [await orderFor(byCourier), await orderFor({ ...byCourier, name: '王奶奶' })]
    const cancel = (bookingId: string) =>
      route === 'staff.releaseBooking'
        ? cloud.codeOf('manager', route, { centreId: CENTRE, bookingId, reason: '病了' })
        : cloud.codeOf('manager', route, { centreId: CENTRE, bookingId })
    expect(await cancel(early.bookingId)).toBe('OK')
    await frozen()
    expect(await cancel(late.bookingId)).toBe('CANCEL_CLOSED')
    expect((await menu())[0]).toMatchObject({ meals: 2 })
    const report = { reportId: 'handed-at-the-door', bookingId: late.bookingId, failed: null, at: now + HOUR + MINUTE }
    const { results } = await cloud.ask('manager', 'staff.mealReportStops', { centreId: CENTRE, reports: [report] })
    expect(results).toMatchObject([{ outcome: 'handed' }])
    expect((await cloud.ask('manager', 'staff.mealTill', { centreId: CENTRE })).openTotals).toMatchObject({
      owed: 1300,
    })
  },
)
