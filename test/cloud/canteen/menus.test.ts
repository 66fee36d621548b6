import { mondayOf } from '@domain/canteen/menu-plan'
import type { RouteInput, RouteName } from '@domain/contracts'
import { atLocal, DAY, localDate, MINUTE } from '@domain/time'
import { emptyShard, shardIdOf } from '../../../cloudfunctions/lib/catalogue/search-index'
import { aCanteen, aCentre, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { openWorld } from '../in-process/world'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { openCanteen } from './support'

const now = cloudNow()
/** Next week, whose orders are still taken. */
const MONDAY = mondayOf(now + 7 * DAY)
const TUESDAY = localDate(atLocal(MONDAY) + DAY)
const cloud = openTestCloud()

beforeEach(() =>
  openCanteen(cloud, {
    canteens: [aCanteen()],
    staff: [aStaff('planner', { duties: ['menu'] }), aStaff('cashier', { duties: ['till'] })],
  }),
)

type Dish = RouteInput<'staff.mealSaveMenu'>['dishes'][number]
const PLAIN = { allergens: [], marks: [], cap: null, surcharge: 0 }
const PORK: Dish = { ...PLAIN, name: '青椒炒肉', course: 'meat', allergens: ['soy'], cap: 10 }
const GREENS: Dish = { ...PLAIN, name: '素炒青菜', course: 'vegetable', marks: ['low-salt'] }
const save = (dishes: Dish[], date = MONDAY, revision = 0) =>
  cloud.ask('planner', 'staff.mealSaveMenu', { centreId: CENTRE, date, revision, dishes })
const publish = (...days: { date: string; revision: number }[]) =>
  cloud.codeOf('planner', 'staff.mealPublishMenus', { centreId: CENTRE, monday: MONDAY, days })

test('a menu is saved, published once, and ordered from; then it does not change any more', async () => {
  const week = await save([PORK, GREENS])
  expect(week.days).toHaveLength(7)
  expect(week.days[0]).toMatchObject({
    date: MONDAY,
    revision: 1,
    faults: [],
    sessionId: null,
    dishes: [{ name: '青椒炒肉' }, {}],
  })
  const day = { date: MONDAY, revision: 1 }
  expect(await Promise.all([publish(day), publish(day)])).toEqual(['OK', 'OK'])
  const [sitting] = await cloud.stored('sessions')
  expect(sitting).toMatchObject({
    kind: 'meal',
    startsAt: atLocal(MONDAY, 11 * 60),
    capacity: 20,
    counters: { 'seat-noon': 6, 'round-lake': 3 },
    sitting: { menu: { picks: { meat: 1 } }, prices: { list: 1200 } },
  })
  const pork = sitting?.sitting?.menu.dishes.find(({ name }) => name === '青椒炒肉')?.id ?? ''
  const meals = [{ memberId: 'self', dishes: [pork] }]
  await cloud.ask('elder', 'order.create', { sessionId: sitting?._id ?? '', mode: 'pick-up', meals })
  const after = await cloud.ask('planner', 'staff.mealMenus', { centreId: CENTRE, monday: MONDAY })
  expect(after.days[0]).toMatchObject({ sessionId: sitting?._id, ordered: 1 })
  const change = { centreId: CENTRE, date: MONDAY, revision: 1, dishes: [PORK] }
  expect(await cloud.codeOf('planner', 'staff.mealSaveMenu', change)).toBe('MENU_PUBLISHED')
  expect(await cloud.stored('sessions')).toHaveLength(1)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('of two who plan the same day the second is told, and a repetition is no second change', async () => {
  const input = { centreId: CENTRE, date: MONDAY, revision: 0, dishes: [PORK] }
  const codes = await Promise.all([1, 2, 3].map(() => cloud.codeOf('planner', 'staff.mealSaveMenu', input)))
  expect([...codes].sort()).toEqual(['MENU_CHANGED', 'MENU_CHANGED', 'OK'])
  const requestId = 'changed-once'
  const again = { ...input, revision: 1, dishes: [PORK, GREENS] }
  for (let time = 0; time < 2; time++) await cloud.ask('planner', 'staff.mealSaveMenu', again, { requestId })
  const { days } = await cloud.ask('planner', 'staff.mealMenus', { centreId: CENTRE, monday: MONDAY })
  expect(days[0]).toMatchObject({ revision: 2, dishes: [{}, {}] })
})

test('last week is copied to the days that have no menu yet', async () => {
  await save([PORK, GREENS])
  await save([{ ...PORK, name: '汽锅鸡' }], TUESDAY)
  const next = localDate(atLocal(MONDAY) + 7 * DAY)
  await save([GREENS], next)
  const copy = { centreId: CENTRE, from: MONDAY, monday: next }
  await cloud.ask('planner', 'staff.mealCopyMenus', copy)
  const { days, known } = await cloud.ask('planner', 'staff.mealCopyMenus', copy)
  expect(days.map(({ dishes }) => dishes.map(({ name }) => name))).toEqual([
    ['素炒青菜'],
    ['汽锅鸡'],
    [],
    [],
    [],
    [],
    [],
  ])
  expect(known.map(({ name }) => name).sort()).toEqual(['素炒青菜', '汽锅鸡', '青椒炒肉'].sort())
})

test('nothing is published when one of the days is not complete, changed, closed or too late', async () => {
  await save([PORK, GREENS])
  await save([{ ...PORK, allergens: null }], TUESDAY)
  const monday = { date: MONDAY, revision: 1 }
  expect(await publish(monday, { date: TUESDAY, revision: 1 })).toBe('MENU_INVALID')
  expect(await publish({ date: MONDAY, revision: 2 })).toBe('MENU_CHANGED')
  await save([{ ...PORK, name: '见手青炒肉' }], TUESDAY, 1)
  expect(await publish(monday, { date: TUESDAY, revision: 2 })).toBe('MENU_INVALID')
  const past = localDate(now - DAY)
  await save([PORK], past)
  expect(await publish({ date: past, revision: 1 })).toBe('TIME_NOT_POSSIBLE')
  expect(await cloud.stored('sessions')).toEqual([])
  expect(await cloud.codeOf('cashier', 'staff.mealMenus', { centreId: CENTRE, monday: MONDAY })).toBe('FORBIDDEN')
})

test('a closure of the centre cancels its sittings, tells who has ordered, and nothing is published for its days', async () => {
  await cloud.seed({ staff: [aStaff('manager', { role: 'manager' })] })
  await save([PORK, GREENS])
  await publish({ date: MONDAY, revision: 1 })
  const [sitting] = await cloud.stored('sessions')
  const pork = sitting?.sitting?.menu.dishes.find(({ name }) => name === '青椒炒肉')?.id ?? ''
  const { booking } = await cloud.ask('elder', 'order.create', {
    sessionId: sitting?._id ?? '',
    mode: 'pick-up',
    meals: [{ memberId: 'self', dishes: [pork] }],
  })
  await cloud.ask('elder', 'booking.notices', { bookingId: booking.id, notices: ['changed'] })
  const closure = { centreId: CENTRE, from: MONDAY, to: TUESDAY, reason: '停电' }
  expect(await cloud.ask('manager', 'office.closeCentre', closure)).toMatchObject({ cancelled: 1 })
  cloud.later(MINUTE)
  await cloud.tick()
  const seen = await cloud.ask('elder', 'booking.get', { bookingId: booking.id })
  expect(seen.booking).toMatchObject({ status: 'cancelled', changeReason: '停电' })
  expect(await cloud.outbox('elder')).toHaveLength(1)
  // What it took is nobody's: it is in no count.
  expect((await cloud.stored('sessions'))[0]).toMatchObject({ status: 'cancelled', claims: {}, eaters: {} })
  const week = await save([PORK, GREENS], TUESDAY)
  expect(week.days[1]).toMatchObject({ isClosed: true })
  expect(await publish({ date: TUESDAY, revision: 1 })).toBe('TIME_NOT_POSSIBLE')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a menu whose publication died is not published for a day that was closed since, and can be changed again', async () => {
  // With its part of the search index, the number of database calls of a publication is always the same.
  const search = [emptyShard(shardIdOf(CENTRE))]
  await cloud.seed({ staff: [aStaff('manager', { role: 'manager' })], search })
  await save([PORK, GREENS])
  const input = { centreId: CENTRE, monday: MONDAY, days: [{ date: MONDAY, revision: 1 }] }
  const isBound = async () => (await cloud.stored('menus'))[0]?.sessionId !== null
  for (let k = 1; k < 20 && !(await isBound()); k++)
    await cloud.send('planner', 'staff.mealPublishMenus', input, { fault: `after:${k}` })
  expect(await isBound()).toBe(true)
  expect(await cloud.stored('sessions')).toEqual([])
  await cloud.ask('manager', 'office.closeCentre', { centreId: CENTRE, from: MONDAY, to: MONDAY, reason: '停电' })
  expect(await publish({ date: MONDAY, revision: 1 })).toBe('TIME_NOT_POSSIBLE')
  expect(await cloud.stored('sessions')).toEqual([])
  await save([PORK], MONDAY, 1)
})

describe('while menus are being published', () => {
  const world = openWorld()
  let serial = 0
  beforeEach(async () => {
    world.reset()
    world.setClock(now)
    await world.seed({
      centres: [aCentre()],
      canteens: [aCanteen()],
      staff: [aStaff('planner', { duties: ['menu'] }), aStaff('manager', { role: 'manager' })],
    })
  })
  const call = async <Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) =>
    (await world.start(openid, route, input, { requestId: `request-${serial++}` })).finish()

  test('a day that is changed at the same moment keeps all of them from being published', async () => {
    for (const date of [MONDAY, TUESDAY])
      await call('planner', 'staff.mealSaveMenu', { centreId: CENTRE, date, revision: 0, dishes: [PORK] })
    const days = [MONDAY, TUESDAY].map(date => ({ date, revision: 1 }))
    const input = { centreId: CENTRE, monday: MONDAY, days }
    const publication = await world.start('planner', 'staff.mealPublishMenus', input, { requestId: 'published-1' })
    await publication.until(({ collection, method }) => collection === 'menus' && method === 'update')
    const change = { centreId: CENTRE, date: TUESDAY, revision: 1, dishes: [GREENS, PORK] }
    expect(await call('manager', 'staff.mealSaveMenu', change)).toMatchObject({ ok: true })
    expect(await publication.finish()).toMatchObject({ ok: false, code: 'MENU_CHANGED' })
    expect(await world.stored('sessions')).toEqual([])
    expect((await world.stored('menus')).map(({ sessionId }) => sessionId)).toEqual([null, null])
  })

  test('a closure that is made at the same moment leaves no open sitting', async () => {
    const menu = { centreId: CENTRE, date: MONDAY, revision: 0, dishes: [PORK] }
    expect(await call('planner', 'staff.mealSaveMenu', menu)).toMatchObject({ ok: true })
    const publication = await world.start(
      'planner',
      'staff.mealPublishMenus',
      { centreId: CENTRE, monday: MONDAY, days: [{ date: MONDAY, revision: 1 }] },
      { requestId: 'published-1' },
    )
    await publication.until(({ collection, method }) => collection === 'sessions' && method === 'insert')
    const closed = { centreId: CENTRE, from: MONDAY, to: MONDAY, reason: '停电' }
    expect(await call('manager', 'office.closeCentre', closed)).toMatchObject({ ok: true, data: { cancelled: 0 } })
    expect(await publication.finish()).toMatchObject({ ok: true })
    expect(await world.stored('sessions')).toMatchObject([{ status: 'cancelled' }])
    expect(await invariantViolations(world, now)).toEqual([])
  })
})
