import { DELIVERED_UNTIL, decideStop, needsWelfareCheck } from '@domain/canteen/delivery'
import { cookingWarnings, type Dish, type MenuFault, menuFaults } from '@domain/canteen/menu'
import { datesOfWeek, lunchOn, mondayOf, planMenuFaults, sittingOn } from '@domain/canteen/menu-plan'
import { isRepeatedFor, repeatedDishes } from '@domain/canteen/repeated'
import { atLocal, DAY, HOUR } from '@domain/time'
import { aCanteen, PRICES } from '../../worlds/fixtures/index'

const dish = (id: string, change: Partial<Dish> = {}): Dish => ({
  id,
  name: id,
  course: 'meat',
  allergens: [],
  marks: [],
  cap: null,
  surcharge: 0,
  ...change,
})
const MENU = [dish('pork', { cap: 10 }), dish('eel', { surcharge: 200 }), dish('greens', { course: 'vegetable' })]

describe('a menu', () => {
  test.each<[what: string, dishes: Dish[], faults: MenuFault[]]>([
    ['without a fault', MENU, []],
    [
      'with a dish whose allergens are not stated',
      [dish('pork', { allergens: null })],
      [{ fault: 'allergens', dish: 'pork' }],
    ],
    [
      'with a wild mushroom',
      [dish('pork', { name: '爆炒见手青' })],
      [{ fault: 'wild-mushroom', dish: 'pork', word: '见手青' }],
    ],
    ['with cultivated mushrooms', [dish('pork', { name: '香菇炒肉' })], []],
    [
      'with one name twice, written in two ways',
      [dish('a', { name: '炒 肉' }), dish('b', { name: '炒肉' })],
      [{ fault: 'same-name', dish: 'b' }],
    ],
    ['with half a portion', [dish('pork', { cap: 0.5 })], [{ fault: 'amount', dish: 'pork' }]],
    ['with less than no portion', [dish('pork', { cap: -1 })], [{ fault: 'amount', dish: 'pork' }]],
    ['with no portion', [dish('pork', { cap: 0 })], []],
    ['with a surcharge below zero', [dish('pork', { surcharge: -1 })], [{ fault: 'amount', dish: 'pork' }]],
    [
      'with a cap of an included dish',
      [...MENU, dish('rice', { course: 'staple', cap: 5 })],
      [{ fault: 'included', dish: 'rice' }],
    ],
    [
      'with a surcharge of an included dish',
      [...MENU, dish('rice', { course: 'staple', surcharge: 5 })],
      [{ fault: 'included', dish: 'rice' }],
    ],
    ['without a main dish', [dish('greens', { course: 'vegetable' })], [{ fault: 'course', course: 'meat' }]],
  ])('%s', (_what, dishes, faults) => {
    expect(menuFaults({ dishes, picks: { meat: 1 } })).toEqual(faults)
  })

  test('every wild mushroom is found by each of its names', () => {
    const names =
      '野生菌 野菌 牛肝菌 见手青 鸡枞 鸡㙡 干巴菌 松茸 青头菌 奶浆菌 鸡油菌 谷熟菌 珊瑚菌 扫把菌 虎掌菌 羊肝菌 黑虎掌 铜绿菌 大红菌 马勃'
    for (const name of names.split(' ')) {
      expect(menuFaults({ dishes: [dish('a', { name: `素炒${name}` })], picks: {} })).toEqual([
        { fault: 'wild-mushroom', dish: 'a', word: name },
      ])
    }
  })

  test('the kitchen is warned of what must be cooked through', () => {
    const about = (name: string) => cookingWarnings({ name }).map(text => text.slice(0, 4))
    for (const bean of ['四季豆', '芸豆', '扁豆', '豆角', '刀豆', '荷包豆'])
      expect(about(`炒${bean}`)).toEqual(['四季豆、'])
    expect(about('鲜黄花炒肉')).toEqual(['鲜黄花菜'])
    expect(about('鲜金针菜汤')).toEqual(['鲜黄花菜'])
    expect(about('豆浆煮豆角')).toEqual(['四季豆、', '豆浆煮开'])
    expect(about('青椒炒肉')).toEqual([])
  })
})

describe('a day of the canteen', () => {
  const plan = aCanteen()
  const date = '2026-07-08'

  test('has lunch at its times, with seatings so long after the beginning, at the prices of the day', () => {
    const startsAt = atLocal(date, 660)
    expect(lunchOn(plan, date)).toEqual({ startsAt, endsAt: atLocal(date, 780) })
    expect(sittingOn(plan, date, MENU)).toEqual({
      menu: { dishes: MENU, picks: { meat: 1 } },
      modes: plan.modes,
      seatings: [{ id: 'noon', at: startsAt + HOUR, seats: 6 }],
      rounds: plan.rounds,
      prices: PRICES,
    })
    expect(sittingOn(plan, '2025-12-31', MENU)).toBeNull()
  })

  test('without dishes lacks each course of which something is chosen; otherwise it has the faults of its menu', () => {
    expect(planMenuFaults({ picks: { soup: 1, meat: 2, staple: 0 } }, [])).toEqual([
      { fault: 'course', course: 'meat' },
      { fault: 'course', course: 'soup' },
    ])
    expect(planMenuFaults(plan, MENU)).toEqual([])
    expect(planMenuFaults({ picks: { meat: 3 } }, MENU)).toEqual([{ fault: 'course', course: 'meat' }])
  })

  test('is in the week of its Monday, also on a Sunday and just after midnight', () => {
    const week = datesOfWeek('2026-07-06')
    expect(week).toEqual([6, 7, 8, 9, 10, 11, 12].map(day => `2026-07-${String(day).padStart(2, '0')}`))
    for (const day of week) {
      expect(mondayOf(atLocal(day))).toBe('2026-07-06')
      expect(mondayOf(atLocal(day, 1439))).toBe('2026-07-06')
    }
    expect(mondayOf(atLocal('2026-07-13'))).toBe('2026-07-13')
  })
})

describe('an order that is repeated', () => {
  const startsAt = atLocal('2026-07-08', 660)
  const order = { weekdays: [3, 5], until: '2026-07-08', at: 1000 }

  test.each([
    ['on its weekday', {}, {}, true],
    ['on its last day', { until: '2026-07-08' }, {}, true],
    ['after its last day', { until: '2026-07-07' }, {}, false],
    ['on another weekday', { weekdays: [2, 4] }, {}, false],
    ['whose cut-off had passed when it was asked for', {}, { closesAt: 1000 }, false],
  ])('counts for a sitting as it should: %s', (_what, change, sitting, repeated) => {
    expect(isRepeatedFor({ ...order, ...change }, { startsAt, closesAt: 1001, ...sitting })).toBe(repeated)
  })

  const picks = { meat: 2, vegetable: 1, soup: 0 }
  const dishes = [
    dish('pork', { cap: 5 }),
    dish('eel', { allergens: ['fish'] }),
    dish('duck'),
    dish('beef'),
    dish('greens', { course: 'vegetable' }),
    dish('broth', { course: 'soup' }),
  ]
  const chosen = (names: string[], left = { 'dish-pork': 1 }, allergens: ('fish' | 'soy')[] = []) =>
    repeatedDishes({ menu: { dishes, picks } }, left, names, allergens)

  test('gets the same dishes where they are on the menu and left, otherwise the first ones that are', () => {
    expect(chosen([])).toEqual(['pork', 'eel', 'greens'])
    expect(chosen(['beef', 'broth'])).toEqual(['beef', 'pork', 'greens'])
    expect(chosen(['beef', 'duck', 'pork'])).toEqual(['pork', 'duck', 'greens'])
    expect(chosen(['pork'], { 'dish-pork': 0 })).toEqual(['eel', 'duck', 'greens'])
    expect(chosen(['eel'], { 'dish-pork': 1 }, ['fish'])).toEqual(['pork', 'duck', 'greens'])
    expect(repeatedDishes({ menu: { dishes, picks } }, {}, ['pork'])).toEqual(['eel', 'duck', 'greens'])
  })

  test('keeps to what is needed even when nothing is left: the order is then refused, not made smaller', () => {
    const two = dishes.filter(({ id }) => id === 'pork' || id === 'eel')
    const asked = { menu: { dishes: two, picks: { meat: 2 } } }
    expect(repeatedDishes(asked, {}, [], ['fish'])).toEqual(['pork', 'eel'])
    expect(repeatedDishes({ menu: { dishes: two, picks: {} } }, {}, ['eel'])).toEqual([])
  })
})

describe('a delivery', () => {
  const times = { startsAt: 1000 * HOUR, endsAt: 1002 * HOUR, checkInFrom: 999 * HOUR }
  const closedAt = 1002 * HOUR + DELIVERED_UNTIL

  test.each([
    [times.checkInFrom - 1, { code: 'CHECK_IN_TOO_EARLY', detail: { opensAt: times.checkInFrom } }],
    [times.checkInFrom, null],
    [closedAt, null],
    [closedAt + 1, { code: 'CHECK_IN_OVER', detail: { closedAt } }],
  ])('reported for %j is judged by its sitting', (at, refused) => {
    expect(decideStop(at, times)).toEqual(refused)
    expect(decideStop(at - DAY, times)).toMatchObject({ code: 'CHECK_IN_TOO_EARLY' })
  })

  test('to a door that nobody opens makes somebody look after the eater', () => {
    expect(needsWelfareCheck('not-opened')).toBe(true)
    expect(needsWelfareCheck('not-home')).toBe(false)
  })
})
