import type { RouteInput } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, aSession, aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { delivery, dineIn, ROUND, type Wish, wish } from '../support/orders'
import { openCanteen, PAPER } from './support'

const now = cloudNow()
const cloud = openTestCloud()

beforeEach(() =>
  openCanteen(cloud, {
    sessions: [aSitting(now)],
    staff: [aStaff('cook', { duties: ['kitchen', 'till'] }), aStaff('manager', { role: 'manager' })],
  }),
)

/** The order becomes a delivery of the other dish. */
const changed = (bookingId: string, revision: number): RouteInput<'order.change'> => {
  const { sessionId: _same, ...input } = delivery({ meals: [{ memberId: 'self', dishes: ['eel'] }] })
  return { bookingId, revision, ...input }
}
const stored = async () => (await cloud.stored('sessions', { _id: 'lunch-1' }))[0]
const order = (openid: string, input = wish()) => cloud.ask(openid, 'order.create', input)
const codeOf = (openid: string, input: Wish) => cloud.codeOf(openid, 'order.create', input)

describe('ordering', () => {
  test('an order takes portions, seats and meals, shows its four lines, and gives everything back when it is cancelled', async () => {
    const { booking } = await order('elder', dineIn())
    expect(booking.order).toMatchObject({
      mode: 'dine-in',
      meals: [{ names: ['青椒炒肉'] }],
      seating: { id: 'noon' },
      price: { list: 1200, charity: 0, subsidy: 0, due: 1200 },
      revision: 1,
    })
    expect(await stored()).toMatchObject({
      seatsLeft: 19,
      counters: { 'dish-pork': 9, 'seat-noon': 5, 'round-lake': 3 },
    })
    expect(await invariantViolations(cloud)).toEqual([])
    await cloud.ask('elder', 'booking.cancel', { bookingId: booking.id })
    expect(await stored()).toMatchObject({
      seatsLeft: 20,
      claims: {},
      counters: { 'dish-pork': 10, 'seat-noon': 6, 'round-lake': 3 },
    })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('copies of one order are one order', async () => {
    const requestId = 'one-lunch'
    const copies = await Promise.all([1, 2, 3].map(() => cloud.ask('elder', 'order.create', wish(), { requestId })))
    expect(new Set(copies.map(({ booking }) => booking.id)).size).toBe(1)
    expect((await stored())?.seatsLeft).toBe(19)
    expect(await cloud.codeOf('elder', 'order.create', wish({ sessionId: 'lunch-2' }), { requestId })).toBe(
      'SESSION_NOT_FOUND',
    )
  })

  test.each([
    ['a mode that is not offered', () => wish({ sessionId: 'lunch-2' }), 'MODE_NOT_OFFERED'],
    ['no seating', () => wish({ mode: 'dine-in' }), 'SEATING_NEEDED'],
    ['no round', () => wish({ mode: 'delivery' }), 'ROUND_NEEDED'],
    ['no address', () => delivery({ to: undefined }), 'ADDRESS_NEEDED'],
    [
      'a building of another round',
      () => delivery({ to: { building: '别处', door: '1', phone: '13800000000' } }),
      'ADDRESS_NEEDED',
    ],
    ['an unknown dish', () => wish({ meals: [{ memberId: 'self', dishes: ['duck'] }] }), 'DISH_NOT_FOUND'],
    ['no dish', () => wish({ meals: [{ memberId: 'self', dishes: [] }] }), 'MEAL_INCOMPLETE'],
    ['two dishes', () => wish({ meals: [{ memberId: 'self', dishes: ['pork', 'eel'] }] }), 'MEAL_INCOMPLETE'],
    [
      'a dish that every meal includes',
      () => wish({ meals: [{ memberId: 'self', dishes: ['pork', 'greens'] }] }),
      'MEAL_INCOMPLETE',
    ],
    ['somebody else', () => wish({ meals: [{ memberId: 'guoguo', dishes: ['pork'] }] }), 'MEMBER_NOT_FOUND'],
    ['a class', () => wish({ sessionId: 'calligraphy-1' }), 'NOT_A_SITTING'],
  ])('an order with %s is refused and takes nothing', async (_what, input, code) => {
    await cloud.seed({
      sessions: [aSession(now), aSitting(now, { _id: 'lunch-2', sitting: { modes: ['dine-in'] } })],
    })
    expect(await codeOf('elder', input())).toBe(code)
    expect(await stored()).toMatchObject({ seatsLeft: 20, claims: {} })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('the number to call is kept as it is dialled, however it is typed', async () => {
    const to = { building: '湖滨小区 1 栋', door: '301', phone: '＋86 138-0000 0000' }
    const { booking } = await order('elder', delivery({ to }))
    expect(booking.order?.to).toEqual({ ...to, phone: '13800000000' })
    expect(await codeOf('daughter', delivery({ to: { ...to, phone: '晚上再打' } }))).toBe('INVALID_INPUT')
  })

  test('a sitting is neither booked by places, nor waited for, nor moved', async () => {
    const of = { sessionId: 'lunch-1', memberIds: ['self'] }
    expect(await cloud.codeOf('elder', 'booking.create', of)).toBe('ORDER_NEEDED')
    expect(await cloud.codeOf('elder', 'waitlist.join', of)).toBe('ORDER_NEEDED')
    const guest = { centreId: CENTRE, sessionId: 'lunch-1', people: 1, name: '李大爷', lastFour: '1234' }
    expect(await cloud.codeOf('manager', 'staff.bookFor', guest)).toBe('ORDER_NEEDED')
    const move = { centreId: CENTRE, sessionId: 'lunch-1', startsAt: now + 2 * DAY, endsAt: now + 2 * DAY + HOUR }
    expect(await cloud.codeOf('manager', 'staff.moveSession', { ...move, reason: '停电' })).toBe('NOT_FOR_SPACES')
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('a meal may lie within a class, and neither counts as being in two places', async () => {
    await cloud.seed({ sessions: [aSession(now, { startsAt: now + DAY })] })
    await order('elder')
    expect(await cloud.codeOf('elder', 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })).toBe(
      'OK',
    )
    expect(await codeOf('elder', wish())).toBe('ALREADY_BOOKED')
    await cloud.seed({ sessions: [aSitting(now, { _id: 'lunch-2' })] })
    expect(await codeOf('elder', wish({ sessionId: 'lunch-2' }))).toBe('OK')
  })

  test('until the cut-off one orders, changes and cancels, and from then on none of it', async () => {
    const cutOff = ((await stored())?.startsAt ?? 0) - 12 * HOUR
    const { booking } = await order('elder')
    cloud.at(cutOff - MINUTE)
    expect(await codeOf('late', wish())).toBe('OK')
    cloud.later(cutOff - cloudNow())
    expect(await codeOf('later', wish())).toBe('BOOKING_CLOSED')
    expect(await cloud.codeOf('elder', 'order.change', changed(booking.id, 1))).toBe('BOOKING_CLOSED')
    expect(await cloud.codeOf('elder', 'booking.cancel', { bookingId: booking.id })).toBe('CANCEL_CLOSED')
    expect(await invariantViolations(cloud)).toEqual([])
  })
})

describe('changing an order', () => {
  test('takes and gives back the difference, and shows the new price', async () => {
    const { booking } = await order('elder')
    const { booking: after } = await cloud.ask('elder', 'order.change', changed(booking.id, 1))
    expect(after.order).toMatchObject({
      mode: 'delivery',
      meals: [{ names: ['鳝鱼米线'] }],
      price: { list: 1500, due: 1500, delivery: 100 },
      revision: 2,
    })
    expect(await stored()).toMatchObject({ counters: { 'dish-pork': 10, 'seat-noon': 6, 'round-lake': 2 } })
    expect(await invariantViolations(cloud)).toEqual([])
    await cloud.ask('elder', 'booking.cancel', { bookingId: booking.id })
    expect(await stored()).toMatchObject({ claims: {}, counters: { 'dish-pork': 10, 'round-lake': 3 } })
  })

  test('is refused for a version that is not the current one, and a copy of an earlier change changes nothing', async () => {
    const { booking } = await order('elder')
    const requestId = 'first-change'
    await cloud.ask('elder', 'order.change', changed(booking.id, 1), { requestId })
    expect(await cloud.codeOf('elder', 'order.change', changed(booking.id, 1))).toBe('ORDER_CHANGED')
    const back = { bookingId: booking.id, revision: 2, mode: 'pick-up', meals: wish().meals } as const
    await cloud.ask('elder', 'order.change', back)
    const copy = await cloud.ask('elder', 'order.change', changed(booking.id, 1), { requestId })
    expect(copy.booking.order).toMatchObject({ mode: 'pick-up', revision: 3 })
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('is refused when what it needs is not left, and the order stays as it was', async () => {
    await cloud.seed({
      sessions: [aSitting(now, { _id: 'lunch-2', sitting: { rounds: [{ ...ROUND, places: 1 }] } })],
    })
    const { booking } = await order('elder', wish({ sessionId: 'lunch-2' }))
    await order('neighbour', delivery({ sessionId: 'lunch-2' }))
    expect(await cloud.codeOf('elder', 'order.change', changed(booking.id, 1))).toBe('ORDER_SOLD_OUT')
    expect((await cloud.ask('elder', 'booking.get', { bookingId: booking.id })).booking.order).toEqual(booking.order)
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('keeps the people of the order, and is over with it', async () => {
    await cloud.seed({ accounts: [aHousehold('parent', now)] })
    const { booking } = await order('parent')
    const other = { ...changed(booking.id, 1), meals: [{ memberId: 'guoguo', dishes: ['pork'] }] }
    expect(await cloud.codeOf('parent', 'order.change', other)).toBe('INVALID_INPUT')
    expect(await cloud.codeOf('stranger', 'order.change', changed(booking.id, 1))).toBe('BOOKING_NOT_FOUND')
    await cloud.ask('parent', 'booking.cancel', { bookingId: booking.id })
    expect(await cloud.codeOf('parent', 'order.change', changed(booking.id, 1))).toBe('BOOKING_CANCELLED')
  })

  test('at once with the cancellation ends in one of the two, and everything is given back', async () => {
    for (let n = 0; n < 8; n++) {
      const person = `elder-${n}`
      const { booking } = await order(person)
      await Promise.all([
        cloud.codeOf(person, 'order.change', changed(booking.id, 1)),
        cloud.codeOf(person, 'booking.cancel', { bookingId: booking.id }),
      ])
    }
    expect(await stored()).toMatchObject({ seatsLeft: 20, claims: {} })
    expect(await invariantViolations(cloud)).toEqual([])
  })
})

describe('what the household sees', () => {
  test('menus, what is left, prices for each member, the orders and the last order', async () => {
    await cloud.seed({ accounts: [aHousehold('parent', now)] })
    const empty = await cloud.ask('parent', 'meal.list', {})
    expect(empty).toMatchObject({ centreId: CENTRE, last: null, centres: [{ name: aCentre().name }] })
    expect(empty.sittings).toMatchObject([{ left: { 'dish-pork': 10 }, orders: [], prices: { guoguo: { due: 1200 } } }])
    const { booking } = await order('parent', dineIn())
    const list = await cloud.ask('parent', 'meal.list', {})
    expect(list.sittings[0]?.orders).toEqual([{ bookingId: booking.id, order: booking.order }])
    expect(list.last).toEqual(booking.order)
    const { sitting } = await cloud.ask('parent', 'meal.get', { sessionId: 'lunch-1' })
    expect(sitting).toEqual(list.sittings[0])
    expect((await cloud.ask('stranger', 'meal.list', {})).sittings[0]?.orders).toEqual([])
  })

  test('after the account is erased, neither the address nor the key of a person is left', async () => {
    const { booking } = await order('elder', delivery())
    await cloud.ask('cook', 'staff.mealProof', { centreId: CENTRE, bookingId: booking.id, ...PAPER })
    cloud.later(3 * DAY)
    await cloud.ask('elder', 'me.erase', {})
    cloud.later(3 * DAY + 5 * MINUTE)
    await cloud.tick()
    const kept = JSON.stringify([
      await cloud.stored('sessions'),
      await cloud.stored('bookings'),
      await cloud.stored('accounts'),
    ])
    expect(kept).not.toMatch(/2 单元 301|13800000000|1953-06/)
    expect((await stored())?.eaters).toEqual({})
    expect(await invariantViolations(cloud, cloudNow() + 3 * DAY)).toEqual([])
  })
})
