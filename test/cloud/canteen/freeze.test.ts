import { DAY, HOUR, MINUTE } from '@domain/time'
import { aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { openWorld } from '../in-process/world'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { dineIn, type Wish, wish } from '../support/orders'
import { openCanteen } from './support'

const now = cloudNow()
/** Orders of the sitting are taken until an hour before it begins. */
const CUT_OFF = now + HOUR
const sittings = () => [
  aSitting(now, { startsAt: CUT_OFF + HOUR, rules: { closesBefore: HOUR, cancelBefore: HOUR } }),
  aSitting(now, { _id: 'tomorrow', startsAt: now + DAY }),
]
const cloud = openTestCloud()

beforeEach(() =>
  openCanteen(cloud, {
    sessions: sittings(),
    staff: [aStaff('cook', { duties: ['kitchen'] }), aStaff('manager', { role: 'manager' })],
  }),
)

const order = (openid: string, change: Partial<Wish> = {}) => cloud.ask(openid, 'order.create', dineIn(change))
const kitchen = async () =>
  (await cloud.ask('cook', 'staff.mealKitchen', { centreId: CENTRE, sessionId: 'lunch-1' })).sitting
const afterCutOff = (ms: number) => cloud.later(CUT_OFF + ms - cloudNow())
const dish = (count: { dishes: { id: string; total: number }[] } | null | undefined, id: string) =>
  count?.dishes.find(row => row.id === id)?.total

test('before the cut-off the kitchen sees a forecast, a minute after it the count that stays', async () => {
  await order('elder')
  await order('neighbour', { mode: 'pick-up', meals: [{ memberId: 'self', dishes: ['eel'] }] })
  expect(await kitchen()).toMatchObject({ frozenAt: null, frozen: null, current: { orders: 2, meals: 2 } })
  afterCutOff(MINUTE - 10_000)
  await cloud.tick()
  expect(await kitchen()).toMatchObject({ frozenAt: null })
  afterCutOff(MINUTE + 1000)
  await cloud.tick()
  const view = await kitchen()
  expect(view).toMatchObject({
    frozenAt: expect.any(Number),
    frozen: {
      orders: 2,
      meals: 2,
      byMode: { 'dine-in': 1, 'pick-up': 1, delivery: 0 },
      seatings: [{ id: 'noon', meals: 1 }],
    },
  })
  // Every meal includes the greens.
  expect([dish(view?.frozen, 'pork'), dish(view?.frozen, 'eel'), dish(view?.frozen, 'greens')]).toEqual([1, 1, 2])
  expect(view?.labels).toHaveLength(2)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('after the freeze the database itself takes no order and no change, and a freeze at once is one', async () => {
  const { booking } = await order('elder')
  afterCutOff(MINUTE + 1000)
  await Promise.all([cloud.tick(), cloud.tick()])
  // As a call would that began in time and is far too slow.
  cloud.later(0)
  const late = wish()
  expect(await cloud.codeOf('late', 'order.create', late)).toBe('BOOKING_CLOSED')
  const { sessionId: _same, ...changed } = late
  expect(await cloud.codeOf('elder', 'order.change', { bookingId: booking.id, revision: 1, ...changed })).toBe(
    'BOOKING_CLOSED',
  )
  expect(await kitchen()).toMatchObject({ frozen: { orders: 1 }, current: { orders: 1 } })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('what staff cancel afterwards leaves the frozen count and shows as a difference', async () => {
  const { booking } = await order('elder')
  await order('neighbour')
  afterCutOff(MINUTE + 1000)
  await cloud.tick()
  const release = { centreId: CENTRE, bookingId: booking.id, reason: '住院了' }
  await cloud.ask('manager', 'staff.releaseBooking', release)
  expect(await kitchen()).toMatchObject({ frozen: { meals: 2 }, current: { meals: 1 } })
  expect((await kitchen())?.labels).toHaveLength(1)
})

test('an order that was cancelled in time is in no count, although its call died before it gave anything back', async () => {
  const { booking } = await order('elder')
  await order('neighbour')
  // Dies after it has marked the booking.
  afterCutOff(-MINUTE)
  await cloud.send('elder', 'booking.cancel', { bookingId: booking.id }, { fault: 'after:3' })
  expect(await cloud.stored('bookings', { _id: booking.id })).toMatchObject([{ status: 'cancelled', releasing: true }])
  afterCutOff(MINUTE + 1000)
  await cloud.tick()
  expect(await kitchen()).toMatchObject({ frozen: { orders: 1, meals: 1 } })
})

describe('an order whose call died after it had taken the meals', () => {
  const world = openWorld()
  beforeEach(async () => {
    await openCanteen(world, { sessions: sittings() })
    world.setClock(now)
  })
  const start = (requestId: string, sessionId = 'lunch-1') =>
    world.start('elder', 'order.create', wish({ sessionId }), { requestId })
  /** Orders for the elder up to the call that takes the meals; after that, the call is never heard of again. */
  const die = async (meanwhile: () => Promise<unknown>) => {
    const dying = await start('dying-request')
    await dying.until(({ collection, method }) => collection === 'sessions' && method === 'update')
    await meanwhile()
    await dying.step()
  }
  const tick = async (ms: number) => {
    world.setClock(CUT_OFF + ms)
    await (await world.startTick()).finish()
  }
  const sitting = async () => {
    const [session] = await world.stored('sessions', { _id: 'lunch-1' })
    return { counted: session?.kitchen?.orders.length, count: session?.kitchen?.count.orders, claims: session?.claims }
  }

  test.each([
    ['is counted once they are known: they get it', 1, () => start('known-request', 'tomorrow')],
    ['is not counted where nobody is known: nobody gets it', 0, () => null],
    ['is not counted beside their other order, which they keep', 1, () => start('other-request')],
  ])('%s', async (_what, orders, meanwhile) => {
    await die(async () => (await meanwhile())?.finish())
    expect(Object.keys((await sitting()).claims ?? {})).not.toEqual([])
    await tick(MINUTE + 1000)
    expect(await sitting()).toMatchObject({ counted: orders, count: orders })
    for (const minutes of [3, 5]) await tick(minutes * MINUTE)
    expect(await world.stored('bookings', { sessionId: 'lunch-1', status: 'confirmed' })).toHaveLength(orders)
    const { counted, claims = {} } = await sitting()
    expect([counted, Object.keys(claims).length]).toEqual([orders, orders])
    expect(await invariantViolations(world, world.now())).toEqual([])
  })
})

test('a tick that dies in the middle of a freeze is completed by the next', async () => {
  await order('elder')
  afterCutOff(MINUTE + 1000)
  for (let call = 1; call < 12; call++) await cloud.tickWithFault({ kind: 'after', call })
  for (let tick = 1; tick < 6; tick++) {
    afterCutOff((1 + 10 * tick) * MINUTE)
    await cloud.tick()
  }
  expect(await kitchen()).toMatchObject({ frozenAt: expect.any(Number), frozen: { orders: 1 } })
  const [sitting] = await cloud.stored('sessions', { _id: 'lunch-1' })
  expect(sitting?.kitchen?.orders).toEqual(Object.keys(sitting?.claims ?? {}))
})

test('addresses are shown on the day of the delivery only, and names are masked', async () => {
  const to = { building: '湖滨小区 1 栋', door: '2 单元 301', phone: '13800000000' }
  await order('elder', { mode: 'delivery', roundId: 'lake', to })
  await order('elder', { sessionId: 'tomorrow', mode: 'delivery', roundId: 'lake', to })
  expect((await kitchen())?.stops).toMatchObject([{ ...to, round: '湖滨线', meals: 1 }])
  const other = await cloud.ask('cook', 'staff.mealKitchen', { centreId: CENTRE, sessionId: 'tomorrow' })
  expect(JSON.stringify(other)).not.toMatch(/301|1380000/)
  expect(await cloud.codeOf('elder', 'staff.mealKitchen', { centreId: CENTRE })).toBe('FORBIDDEN')
})

test('the board of the centre says which pages a person may open', async () => {
  const opens = async (openid: string) => {
    const { door, kitchen, manages } = await cloud.ask(openid, 'staff.today', { centreId: CENTRE })
    return { door, kitchen, manages }
  }
  expect(await opens('cook')).toEqual({ door: false, kitchen: true, manages: false })
  expect(await opens('manager')).toEqual({ door: true, kitchen: true, manages: true })
})
