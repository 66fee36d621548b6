import { allergensIn, checkAllergies, countAllergies, sayAllergens } from '@domain/canteen/allergies'
import { countMarks, countOrders } from '@domain/canteen/kitchen-count'
import {
  decideOrder,
  decideOrderChange,
  type OrderFacts,
  type OrderWish,
  orderOf,
  takesDifference,
  takesOf,
} from '@domain/canteen/order'
import { priceOrder } from '@domain/canteen/price'
import { initialCounters } from '@domain/canteen/sitting'
import { UNNAMED_SELF } from '@domain/people/members'
import { DAY, HOUR, localClock } from '@domain/time'
import { aSitting } from '../../worlds/fixtures/index'
import fc from '../random'
import { anotherBooking } from './support/bookings'

const NOW = Date.parse('2026-07-01T02:00:00Z')
const document = aSitting(NOW)
const { sitting } = document
const session = { ...document, id: document._id, waiting: 0 }
const LEFT = initialCounters(sitting)
const TO = { building: '湖滨小区 1 栋', door: '301', phone: '13800000000' }
const pork = { memberId: 'self', dishes: ['pork'] }
const eel = { memberId: 'mum', dishes: ['eel'] }
const PARTY = [UNNAMED_SELF, { ...UNNAMED_SELF, id: 'mum', relation: 'elder' as const }]
const wish = (change: Partial<OrderWish> = {}): OrderWish => ({
  mode: 'dine-in',
  meals: [pork, eel],
  seatingId: 'noon',
  ...change,
})
const delivery = (change: Partial<OrderWish> = {}) => wish({ mode: 'delivery', roundId: 'lake', to: TO, ...change })
const facts = ({
  wish: wanted = {},
  ...change
}: Omit<Partial<OrderFacts>, 'wish'> & { wish?: Partial<OrderWish> } = {}) => ({
  now: NOW,
  party: PARTY,
  active: [],
  session,
  sitting,
  left: LEFT,
  allergies: {},
  wish: wish(wanted),
  ...change,
})
const closedAt = session.startsAt - 12 * HOUR

test('what a sitting has at the beginning: portions of dishes with a cap, seats, and places on rounds', () => {
  expect(LEFT).toEqual({ 'dish-pork': 10, 'seat-noon': 6, 'round-lake': 3 })
})

test('an order takes a portion of each capped dish, a seat for each eater, or one place on the round', () => {
  expect(takesOf(sitting, wish())).toEqual({ 'dish-pork': 1, 'seat-noon': 2 })
  expect(takesOf(sitting, delivery({ meals: [pork, { ...pork, memberId: 'mum' }] }))).toEqual({
    'dish-pork': 2,
    'round-lake': 1,
  })
  expect(takesOf(sitting, { mode: 'pick-up', meals: [eel], seatingId: 'noon', roundId: 'lake' })).toEqual({})
  expect(takesOf(sitting, { mode: 'dine-in', meals: [eel], roundId: 'lake' })).toEqual({})
  expect(takesOf(sitting, { mode: 'delivery', meals: [eel], seatingId: 'noon' })).toEqual({})
})

test('a change takes what it adds and gives back what it no longer needs', () => {
  const counters = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 5 }))
  fc.assert(
    fc.property(counters, counters, (before, after) => {
      const more = takesDifference(before, after)
      for (const name of ['a', 'b', 'c']) {
        expect((before[name] ?? 0) + (more[name] ?? 0)).toBe(after[name] ?? 0)
        expect(more[name]).not.toBe(0)
      }
    }),
  )
})

describe('an order', () => {
  test('is taken in every mode until the cut-off', () => {
    expect(decideOrder(facts())).toBeNull()
    expect(decideOrder(facts({ wish: { mode: 'pick-up' } }))).toBeNull()
    expect(decideOrder(facts({ wish: delivery() }))).toBeNull()
    expect(decideOrder(facts({ now: closedAt - 1 }))).toBeNull()
  })

  const soldOut = (what: string, name: string, left: number) => ({
    code: 'ORDER_SOLD_OUT',
    detail: { what, name, left },
  })

  test.each<[what: string, change: Parameters<typeof facts>[0], code: string, detail: unknown]>([
    ['at the cut-off', { now: closedAt }, 'BOOKING_CLOSED', { closedAt }],
    ['once orders are frozen', { session: { ...session, frozenAt: NOW - 1 } }, 'BOOKING_CLOSED', { closedAt }],
    [
      'in a mode that is not offered',
      { sitting: { ...sitting, modes: ['dine-in'] }, wish: { mode: 'pick-up' } },
      'MODE_NOT_OFFERED',
      { mode: 'pick-up' },
    ],
    ['without a seating', { wish: { seatingId: undefined } }, 'SEATING_NEEDED', null],
    ['with a seating that there is not', { wish: { seatingId: 'evening' } }, 'SEATING_NEEDED', null],
    ['for delivery without a round', { wish: delivery({ roundId: undefined }) }, 'ROUND_NEEDED', null],
    ['for delivery without an address', { wish: delivery({ to: undefined }) }, 'ADDRESS_NEEDED', null],
    ['to a building off the round', { wish: delivery({ to: { ...TO, building: '别处' } }) }, 'ADDRESS_NEEDED', null],
    [
      'with a dish that there is not',
      { wish: { meals: [pork, { ...eel, dishes: ['duck'] }] } },
      'DISH_NOT_FOUND',
      { dishId: 'duck' },
    ],
    [
      'without a main dish',
      { wish: { meals: [pork, { ...eel, dishes: [] }] } },
      'MEAL_INCOMPLETE',
      { memberId: 'mum', course: 'meat', needed: 1, count: 0 },
    ],
    [
      'with two main dishes',
      { wish: { meals: [{ ...pork, dishes: ['pork', 'eel'] }] } },
      'MEAL_INCOMPLETE',
      { memberId: 'self', course: 'meat', needed: 1, count: 2 },
    ],
    [
      'with a dish that every meal includes',
      { wish: { meals: [{ ...pork, dishes: ['pork', 'greens'] }] } },
      'MEAL_INCOMPLETE',
      { memberId: 'self', course: 'vegetable', needed: 0, count: 1 },
    ],
    [
      'by more than may come',
      { session: { ...session, rules: { ...session.rules, partyMax: 1 } } },
      'PARTY_TOO_LARGE',
      { max: 1 },
    ],
    [
      'by who has ordered it',
      {
        active: [
          anotherBooking({
            sessionId: session.id,
            memberIds: ['mum'],
            startsAt: session.startsAt,
            endsAt: session.endsAt,
          }),
        ],
      },
      'ALREADY_BOOKED',
      { memberId: 'mum', bookingId: 'other' },
    ],
    [
      'by who has ordered enough',
      {
        session: { ...session, rules: { ...session.rules, maxActive: 1 } },
        active: [anotherBooking({ kind: 'meal', memberIds: ['mum'], endsAt: NOW + DAY })],
      },
      'ACTIVE_LIMIT',
      { memberId: 'mum', max: 1 },
    ],
  ])('is refused %s', (_what, change, code, detail) => {
    expect(decideOrder(facts(change))).toEqual({ code, detail })
  })

  test.each<[what: string, change: Parameters<typeof facts>[0], refused: object]>([
    ['meals', { session: { ...session, seatsLeft: 1 } }, soldOut('meals', '', 1)],
    ['meals that staff gave away beyond the last', { session: { ...session, seatsLeft: -1 } }, soldOut('meals', '', 0)],
    ['portions', { left: { ...LEFT, 'dish-pork': 0 } }, soldOut('dish', '青椒炒肉', 0)],
    ['a portion counter', { left: {} }, soldOut('dish', '青椒炒肉', 0)],
    ['seats', { left: { ...LEFT, 'seat-noon': 1 } }, soldOut('seating', localClock(session.startsAt + HOUR), 1)],
    [
      'seats that were taken twice',
      { left: { ...LEFT, 'seat-noon': -2 } },
      soldOut('seating', localClock(session.startsAt + HOUR), 0),
    ],
    ['places on the round', { left: { ...LEFT, 'round-lake': 0 }, wish: delivery() }, soldOut('round', '湖滨线', 0)],
  ])('is refused when there are not enough %s, with what is left', (_what, change, refused) => {
    expect(decideOrder(facts(change))).toEqual(refused)
  })

  test('gets the last of everything', () => {
    const last = { 'dish-pork': 1, 'seat-noon': 2, 'round-lake': 1 }
    expect(decideOrder(facts({ left: last, session: { ...session, seatsLeft: 2 } }))).toBeNull()
    expect(decideOrder(facts({ left: last, wish: delivery() }))).toBeNull()
  })

  test('that is changed keeps what it holds, and may take only what is left beyond it', () => {
    const before = takesOf(sitting, wish())
    const none = { 'dish-pork': 0, 'seat-noon': 0, 'round-lake': 0 }
    const change = (wanted: OrderWish, others: Parameters<typeof facts>[0] = {}) =>
      decideOrderChange({ ...facts({ left: none, ...others }), wish: wanted }, before)
    expect(change(wish())).toBeNull()
    expect(change(wish({ meals: [eel] }))).toBeNull()
    expect(change(wish({ meals: [pork, { ...pork, memberId: 'mum' }] }))).toEqual(soldOut('dish', '青椒炒肉', 0))
    expect(change(delivery())).toEqual(soldOut('round', '湖滨线', 0))
    expect(change(wish({ seatingId: 'evening' }))).toEqual({ code: 'SEATING_NEEDED', detail: null })
    expect(change(wish(), { now: closedAt })).toEqual({ code: 'BOOKING_CLOSED', detail: { closedAt } })
    expect(change(wish(), { allergies: { mum: ['fish'] } })).toMatchObject({ code: 'ALLERGY_WARNING' })
  })
})

describe('what is stored of an order', () => {
  const price = priceOrder(sitting.prices, [], false)

  test('names its dishes, its seating or its round as they were, and allergies of its eaters only', () => {
    const allergies = { mum: ['fish' as const], other: ['egg' as const] }
    expect(orderOf(sitting, wish({ to: TO, roundId: 'lake' }), price, 2, allergies)).toEqual({
      mode: 'dine-in',
      meals: [
        { memberId: 'self', dishes: ['pork'], names: ['青椒炒肉'] },
        { memberId: 'mum', dishes: ['eel'], names: ['鳝鱼米线'], allergens: ['fish'] },
      ],
      seating: { id: 'noon', at: session.startsAt + HOUR },
      round: null,
      to: null,
      price,
      revision: 2,
    })
    expect(orderOf(sitting, delivery(), price, 1)).toMatchObject({
      seating: null,
      round: { id: 'lake', label: '湖滨线' },
      to: TO,
    })
    expect(orderOf(sitting, delivery({ to: undefined }), price, 1).to).toBeNull()
    expect(
      orderOf(sitting, wish({ meals: [{ ...pork, dishes: ['pork', 'gone'] }] }), price, 1).meals[0]?.names,
    ).toEqual(['青椒炒肉'])
  })
})

describe('allergies', () => {
  const met = (allergies: NonNullable<OrderFacts['allergies']>, meals = [pork, eel]) =>
    checkAllergies(sitting.menu, meals, allergies)

  test('are met by what was chosen and by what every meal includes, once for the order', () => {
    expect(met({})).toBeNull()
    expect(met({ mum: ['soy', 'egg'] })).toBeNull()
    expect(met({ mum: ['egg', 'fish'], self: [] })).toEqual({
      code: 'ALLERGY_WARNING',
      detail: { memberId: 'mum', dish: '鳝鱼米线', allergens: ['fish'] },
    })
    const greens = sitting.menu.dishes.map(dish =>
      dish.id === 'greens' ? { ...dish, allergens: ['nuts' as const] } : dish,
    )
    const menu = { ...sitting.menu, dishes: greens }
    expect(checkAllergies(menu, [pork], { self: ['nuts'] })).toMatchObject({ detail: { dish: '素炒青菜' } })
  })

  test('are asked about after everything else, and not of who knows', () => {
    const allergies = { mum: ['fish' as const] }
    expect(decideOrder(facts({ allergies }))).toMatchObject({ code: 'ALLERGY_WARNING' })
    expect(decideOrder(facts({ allergies: null }))).toBeNull()
    expect(decideOrder(facts({ allergies, left: {} }))).toMatchObject({ code: 'ORDER_SOLD_OUT' })
  })

  test('are named and counted in the order of the list', () => {
    expect(allergensIn({ allergens: null }, ['fish'])).toEqual([])
    expect(allergensIn({ allergens: ['egg', 'fish'] })).toEqual([])
    expect(sayAllergens(['egg', 'fish'])).toBe('鱼类、蛋类')
    const meals = [
      { ...pork, allergens: ['egg' as const] },
      { ...eel, allergens: ['egg' as const, 'fish' as const] },
      pork,
    ]
    const dish = (name: string, of: number, has = false) => ({ name, meals: of, has })
    expect(countAllergies(sitting.menu, meals)).toEqual([
      { allergen: 'fish', meals: 1, dishes: [dish('鳝鱼米线', 1, true), dish('素炒青菜', 1)] },
      { allergen: 'egg', meals: 2, dishes: [dish('青椒炒肉', 1), dish('鳝鱼米线', 1), dish('素炒青菜', 2)] },
    ])
  })
})

test('the kitchen counts the portions of dishes with each mark, and leaves out what nobody eats', () => {
  const dishes = sitting.menu.dishes.map(dish => ({
    ...dish,
    marks:
      dish.id === 'greens'
        ? (['low-salt', 'soft'] as const)
        : dish.id === 'pork'
          ? (['halal', 'soft'] as const)
          : (['soft'] as const),
  }))
  const menu = { ...sitting.menu, dishes: dishes.map(dish => ({ ...dish, marks: [...dish.marks] })) }
  const order = { mode: 'pick-up' as const, seatingId: null, roundId: null, meals: [eel] }
  expect(countMarks(menu, countOrders({ ...sitting, menu }, [order, order]))).toEqual([
    { mark: 'soft', portions: 4, dishes: ['鳝鱼米线', '素炒青菜'] },
    { mark: 'low-salt', portions: 2, dishes: ['素炒青菜'] },
  ])
})

test('the kitchen counts meals by mode, seating and round, and includes what every meal has', () => {
  const order = (mode: OrderWish['mode'], meals: OrderWish['meals']) => ({
    mode,
    seatingId: mode === 'dine-in' ? 'noon' : null,
    roundId: mode === 'delivery' ? 'lake' : null,
    meals,
  })
  const orders = [
    order('dine-in', [pork, eel]),
    order('delivery', [eel]),
    order('delivery', [pork]),
    order('pick-up', [eel]),
  ]
  expect(countOrders(sitting, orders)).toEqual({
    orders: 4,
    meals: 5,
    byMode: { 'dine-in': 2, 'pick-up': 1, delivery: 2 },
    dishes: [
      { id: 'pork', name: '青椒炒肉', total: 2, byMode: { 'dine-in': 1, 'pick-up': 0, delivery: 1 } },
      { id: 'eel', name: '鳝鱼米线', total: 3, byMode: { 'dine-in': 1, 'pick-up': 1, delivery: 1 } },
      { id: 'greens', name: '素炒青菜', total: 5, byMode: { 'dine-in': 2, 'pick-up': 1, delivery: 2 } },
    ],
    seatings: [{ id: 'noon', at: session.startsAt + HOUR, meals: 2 }],
    rounds: [{ id: 'lake', label: '湖滨线', orders: 2, meals: 2 }],
  })
})
