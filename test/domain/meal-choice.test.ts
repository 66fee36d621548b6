import { mealChoice, mealCommand, NO_WISHES } from '@domain/canteen/choice'
import { type OrderWish, orderOf } from '@domain/canteen/order'
import { priceOrder } from '@domain/canteen/price'
import type { SittingView } from '@domain/contracts/meals'
import { UNNAMED_SELF } from '@domain/people/members'
import { DAY, HOUR } from '@domain/time'
import { sessionCard } from '../../cloudfunctions/lib/catalogue/session-views'
import { aSitting } from '../../worlds/fixtures/index'

const NOW = Date.parse('2026-07-01T02:00:00Z')
const MEMBERS = [UNNAMED_SELF, { ...UNNAMED_SELF, id: 'mum', relation: 'elder', nickname: '妈妈' } as const]

function view(id: string, days: number, change: Partial<SittingView> = {}): SittingView {
  const session = aSitting(NOW, { _id: id, startsAt: NOW + days * DAY })
  const { sitting, counters = {} } = session
  const eater = { age: null, proofs: new Set<never>() }
  const { meals } = priceOrder(sitting.prices, [{ eater, surcharge: 0 }], false)
  const prices = Object.fromEntries(MEMBERS.flatMap(({ id: member }) => meals.map(meal => [member, meal] as const)))
  return {
    session: sessionCard(session),
    closesAt: session.startsAt - 12 * HOUR,
    ...sitting,
    paysOnline: false,
    left: counters,
    prices,
    deliveryFees: { self: 100, mum: 0 },
    orders: [],
    ...change,
  }
}

function anOrder(wish: Partial<OrderWish>) {
  const { sitting } = aSitting(NOW)
  const price = priceOrder(sitting.prices, [], false)
  return orderOf(sitting, { mode: 'pick-up', meals: [{ memberId: 'mum', dishes: ['eel'] }], ...wish }, price, 1)
}

const list = (sittings: SittingView[], last: ReturnType<typeof anOrder> | null = null) => ({
  sittings,
  members: MEMBERS,
  last,
  allergies: {},
})

test('the first time, the next open sitting is proposed for oneself, with the first dish', () => {
  const choice = mealChoice(list([view('today', 0.4), view('tomorrow', 1)]), NO_WISHES, NOW)
  expect(choice).toMatchObject({
    sitting: { session: { id: 'tomorrow' } },
    isOpen: true,
    missing: null,
    isLikeLast: false,
  })
  expect(mealCommand(choice)).toEqual({
    sessionId: 'tomorrow',
    mode: 'dine-in',
    seatingId: 'noon',
    meals: [{ memberId: 'self', dishes: ['pork'] }],
  })
})

test('from the second time on, the last order is proposed again', () => {
  const choice = mealChoice(list([view('tomorrow', 1)], anOrder({})), NO_WISHES, NOW)
  expect(choice.isLikeLast).toBe(true)
  expect(mealCommand(choice)).toEqual({
    sessionId: 'tomorrow',
    mode: 'pick-up',
    meals: [{ memberId: 'mum', dishes: ['eel'] }],
  })
})

test('a dish that is sold out is not proposed, and then it is not like the last time', () => {
  const last = anOrder({ meals: [{ memberId: 'mum', dishes: ['pork'] }] })
  const left = { 'dish-pork': 0, 'seat-noon': 6, 'round-lake': 3 }
  const choice = mealChoice(list([view('tomorrow', 1, { left })], last), NO_WISHES, NOW)
  expect(choice).toMatchObject({ dish: { id: 'eel' }, isLikeLast: false })
})

test('who has ordered is not proposed for the same sitting, and the next sitting comes first', () => {
  const order = anOrder({ meals: [{ memberId: 'self', dishes: ['pork'] }] })
  const ordered = view('tomorrow', 1, { orders: [{ bookingId: 'one', order }] })
  expect(mealChoice(list([ordered, view('later', 2)]), NO_WISHES, NOW).sitting?.session.id).toBe('later')
  const same = mealChoice(list([ordered]), { ...NO_WISHES, sessionId: 'tomorrow' }, NOW)
  expect(same).toMatchObject({ memberIds: [], missing: 'ordered' })
  const changing = mealChoice(list([ordered]), { ...NO_WISHES, sessionId: 'tomorrow' }, NOW, order)
  expect(changing).toMatchObject({ memberIds: ['self'], missing: null, dish: { id: 'pork' } })
})

test('a delivery needs an address, and costs the lowest fee of its eaters', () => {
  const wishes = { ...NO_WISHES, mode: 'delivery', memberIds: ['self'] } as const
  const alone = { ...wishes, memberIds: [...wishes.memberIds] }
  expect(mealChoice(list([view('tomorrow', 1)]), alone, NOW)).toMatchObject({
    missing: 'address',
    price: { due: 1300, delivery: 100 },
  })
  const to = { building: '湖滨小区 1 栋', door: ' 301 ', phone: '13800000000' }
  const both = mealChoice(list([view('tomorrow', 1)]), { ...alone, memberIds: ['self', 'mum'], to }, NOW)
  expect(both).toMatchObject({ missing: null, price: { due: 2400, delivery: 0 } })
  expect(mealCommand(both)).toMatchObject({ roundId: 'lake', to: { building: '湖滨小区 1 栋', door: '301' } })
})

test('after the cut-off nothing can be ordered', () => {
  expect(mealChoice(list([view('today', 0.4)]), NO_WISHES, NOW).isOpen).toBe(false)
  expect(mealChoice(list([]), NO_WISHES, NOW)).toMatchObject({ sitting: null, missing: 'sitting' })
})

test('an order that is changed may keep what it holds itself, although nothing else is left', () => {
  const order = anOrder({ mode: 'dine-in', seatingId: 'noon', meals: [{ memberId: 'self', dishes: ['pork'] }] })
  const left = { 'dish-pork': 0, 'seat-noon': 0, 'round-lake': 3 }
  const full = view('tomorrow', 1, { left, orders: [{ bookingId: 'one', order }] })
  const sitting = { ...full, session: { ...full.session, seatsLeft: 0 } }
  const choice = mealChoice(list([sitting]), { ...NO_WISHES, sessionId: 'tomorrow' }, NOW, order)
  expect(choice).toMatchObject({ isOpen: true, missing: null, dish: { id: 'pork' }, seating: { id: 'noon' } })
  expect(choice.sitting).toMatchObject({
    session: { seatsLeft: 1 },
    left: { 'dish-pork': 1, 'seat-noon': 1, 'round-lake': 3 },
  })
})
