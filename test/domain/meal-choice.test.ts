import { mealChoice, mealCommand, NO_WISHES } from '@domain/canteen/choice'
import { type OrderWish, orderOf } from '@domain/canteen/order'
import { priceOrder } from '@domain/canteen/price'
import type { SittingView } from '@domain/contracts/meals'
import { UNNAMED_SELF } from '@domain/people/members'
import { DAY, HOUR } from '@domain/time'
import { guestChoice, guestCommand, NO_GUEST_WISH } from '@/packages/canteen/counter/guest-wish'
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

describe('what the page proposes', () => {
  const at = (id = 'tomorrow', change: Partial<SittingView> = {}) => view(id, 1, change)
  const evening = { id: 'evening', at: NOW + DAY + 2 * HOUR, seats: 6 }
  const LEFT = { 'dish-pork': 10, 'seat-noon': 6, 'seat-evening': 6, 'round-lake': 3 }
  const two = at('tomorrow', { seatings: [...at().seatings, evening], left: LEFT })
  const choose = (
    sitting: SittingView,
    wishes: Partial<typeof NO_WISHES>,
    last: ReturnType<typeof anOrder> | null = null,
  ) => mealChoice(list([sitting], last), { ...NO_WISHES, ...wishes }, NOW)

  test('dishes to choose from are those of the courses that are picked; every meal includes the others', () => {
    const { mains, included } = choose(two, {})
    expect([mains, included].map(dishes => dishes.map(({ id }) => id))).toEqual([['pork', 'eel'], ['greens']])
    const none = mealChoice(list([]), NO_WISHES, NOW)
    expect([none.mains, none.included, none.met, none.dish, none.seating, none.round, none.price]).toEqual([
      ...[[], [], [], null, null, null, null],
    ])
  })

  test('what was chosen counts, although something else comes first', () => {
    const later = view('later', 2)
    expect(mealChoice(list([two, later]), { ...NO_WISHES, sessionId: 'later' }, NOW).sitting?.session.id).toBe('later')
    expect(choose(two, { dishId: 'eel' }).dish?.id).toBe('eel')
    expect(choose(two, { seatingId: 'evening' }).seating?.id).toBe('evening')
    expect(choose(two, { mode: 'pick-up' }).mode).toBe('pick-up')
    expect(choose({ ...two, modes: ['delivery'] }, { mode: 'pick-up' }).mode).toBe('delivery')
  })

  test('the seating of the last order is proposed while it has room, otherwise the first that has', () => {
    const last = anOrder({ mode: 'dine-in', seatingId: 'noon', meals: [{ memberId: 'self', dishes: ['pork'] }] })
    const lastEvening = { ...last, seating: { id: 'evening', at: evening.at } }
    expect(choose(two, {}, lastEvening).seating?.id).toBe('evening')
    const full = { ...two, left: { ...LEFT, 'seat-evening': 0 } }
    expect(choose(full, {}, lastEvening).seating?.id).toBe('noon')
    const none = choose({ ...two, left: { ...LEFT, 'seat-evening': 0, 'seat-noon': 0 } }, {}, lastEvening)
    expect([none.seating, none.missing]).toEqual([null, 'seating'])
    expect(choose({ ...two, left: { ...LEFT, 'seat-noon': 1 } }, { memberIds: ['self', 'mum'] }).seating?.id).toBe(
      'evening',
    )
  })

  test('it is like the last time only with the same way, people and dishes', () => {
    const last = anOrder({ mode: 'pick-up', meals: [{ memberId: 'mum', dishes: ['eel'] }] })
    const isLike = (wishes: Partial<typeof NO_WISHES>) => choose(two, wishes, last).isLikeLast
    expect(isLike({})).toBe(true)
    expect(
      [{ mode: 'dine-in' as const }, { dishId: 'pork' }, { memberIds: ['mum', 'self'] }, { memberIds: ['self'] }].map(
        isLike,
      ),
    ).toEqual([...[false, false, false, false]])
  })

  test.each<[what: string, change: Partial<SittingView>, wishes: Partial<typeof NO_WISHES>, missing: string | null]>([
    ['nobody eats', {}, { memberIds: [] }, 'party'],
    [
      'every dish is sold out',
      { left: { ...LEFT, 'dish-pork': 0 }, menu: { ...two.menu, dishes: two.menu.dishes.slice(0, 1) } },
      {},
      'dish',
    ],
    [
      'the round is full',
      { left: { ...LEFT, 'round-lake': 0 } },
      { mode: 'delivery', to: { building: '湖滨小区 1 栋', door: '1', phone: '13800000000' } },
      'address',
    ],
    [
      'no door',
      {},
      { mode: 'delivery', to: { building: '湖滨小区 1 栋', door: ' ', phone: '13800000000' } },
      'address',
    ],
    [
      'no number to call',
      {},
      { mode: 'delivery', to: { building: '湖滨小区 1 栋', door: '1', phone: '1' } },
      'address',
    ],
    ['no building', {}, { mode: 'delivery', to: { door: '1', phone: '13800000000' } }, 'address'],
    ['nothing', {}, { mode: 'delivery', to: { building: '湖滨小区 1 栋', door: '1', phone: '13800000000' } }, null],
    ['no way to get it', { modes: [] }, {}, 'sitting'],
  ])('what is missing when there is %s', (_what, change, wishes, missing) => {
    const choice = choose({ ...two, ...change }, wishes)
    expect(choice.missing).toBe(missing)
    expect(mealCommand(choice) === null).toBe(missing !== null)
  })

  test('orders are taken until the cut-off, while there are meals and the sitting takes place', () => {
    const isOpen = (change: object, now = NOW) =>
      mealChoice(list([{ ...two, session: { ...two.session, ...change } }]), NO_WISHES, now).isOpen
    expect(isOpen({})).toBe(true)
    expect([isOpen({ status: 'cancelled' }), isOpen({ seatsLeft: 0 }), isOpen({}, two.closesAt)]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('the dish that is proposed is met by the allergies of who eats it', () => {
    const allergies = { self: ['soy' as const], mum: ['soy' as const] }
    const choice = mealChoice({ ...list([two]), allergies }, NO_WISHES, NOW)
    expect(choice.met).toEqual([{ memberId: 'self', dish: '青椒炒肉', allergens: ['soy'] }])
  })
})

describe('for a guest at the counter', () => {
  const { _id: id, title, startsAt, sitting, counters = {} } = aSitting(NOW)
  const offered = {
    ...{ id, title, startsAt, closesAt: startsAt - 12 * HOUR, ...sitting, left: counters },
    ...{ meals: 20, isLate: false, list: 1200, fee: 200 },
  }
  const delivered = (phone: string) => {
    const to = { building: '湖滨小区 1 栋', door: '1', phone }
    const wish = { ...NO_GUEST_WISH, name: '李大爷', mode: 'delivery' as const, to }
    const choice = guestChoice([offered], wish)
    return choice && { missing: choice.missing, to: guestCommand('centre', choice, wish)?.to }
  }

  test('a delivery needs a number that can be dialled, however it is typed', () => {
    for (const phone of ['', '1', '没有电话']) expect(delivered(phone)).toEqual({ missing: 'address', to: undefined })
    expect(delivered('+86 138-0000-0000')).toEqual({
      missing: null,
      to: { building: '湖滨小区 1 栋', door: '1', phone: '13800000000' },
    })
  })
})
