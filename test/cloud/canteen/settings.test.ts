import type { RouteInput } from '@domain/contracts'
import { DAY, HOUR, localDate } from '@domain/time'
import { aCanteen, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { openCanteen } from './support'

/** How a centre's canteen serves, changed by its manager. */
const now = cloudNow()
const cloud = openTestCloud()

beforeEach(() =>
  openCanteen(cloud, {
    canteens: [aCanteen()],
    staff: [
      aStaff('manager', { role: 'manager' }),
      aStaff('stranger', { role: 'manager', centreId: 'elsewhere' }),
      aStaff('cook', { duties: ['kitchen', 'menu', 'till'] }),
    ],
  }),
)

type Settings = RouteInput<'staff.mealSaveSettings'>

const SETTINGS: Settings = {
  centreId: CENTRE,
  revision: 0,
  from: 660,
  until: 780,
  closesBefore: 20 * HOUR,
  capacity: 40,
  spare: 4,
  seatings: [
    { after: 60, seats: 6 },
    { after: 0, seats: 8 },
  ],
  delivers: false,
  online: true,
}
const save = (change: Partial<Settings> = {}, who = 'manager', requestId?: string) =>
  cloud.codeOf(who, 'staff.mealSaveSettings', { ...SETTINGS, ...change }, requestId ? { requestId } : {})
const tomorrow = localDate(now + DAY)
const prices = (change = {}) =>
  cloud.codeOf('manager', 'staff.mealNewPrices', {
    ...{ centreId: CENTRE, revision: 0, from: localDate(now + 3 * DAY), list: 1400, charity: 400, fee: 200, selfs: [] },
    ...change,
  })

test('what the manager saves is what the next menus are made with, and the journal says what has changed', async () => {
  expect(await save()).toBe('OK')
  const date = localDate(now + 3 * DAY)
  const dish = { name: '青椒炒肉', course: 'meat' as const, allergens: [], marks: [], cap: null, surcharge: 0 }
  const menu = { centreId: CENTRE, date, revision: 0, dishes: [dish] }
  const { monday } = await cloud.ask('cook', 'staff.mealSaveMenu', menu)
  const days = [{ date, revision: 1 }]
  const week = await cloud.ask('cook', 'staff.mealPublishMenus', { centreId: CENTRE, monday, days })
  expect(week.settles).toBe(false)
  const [session] = await cloud.stored('sessions')
  expect(session).toMatchObject({
    ...{ capacity: 40, reserve: 4, seatsLeft: 36 },
    rules: { closesBefore: 20 * HOUR },
    sitting: { modes: ['dine-in', 'pick-up'], seatings: [{ id: 'noon' }, { id: 'at-0', seats: 8 }] },
  })
  const rows = await cloud.stored('journal', { act: 'canteen-settings' })
  expect(rows).toMatchObject([{ state: 'done' }])
  expect(rows[0]?.from).toBe('提前 19 小时截止，20 份，现场备 0 份，堂食 12:00 6 座，送餐，不在线付')
  expect(rows[0]?.to).toBe('提前 20 小时截止，40 份，现场备 4 份，堂食 12:00 6 座、11:00 8 座，不送餐，可在线付')
})

test('two managers at once: one is told to look again; a copy of a request changes nothing', async () => {
  const codes = await Promise.all([save({ capacity: 41 }), save({ capacity: 42 })])
  expect([...codes].sort()).toEqual(['OK', 'SETTINGS_CHANGED'])
  expect(await save({ revision: 1, capacity: 50 }, 'manager', 'one-request')).toBe('OK')
  expect(await save({ revision: 2, capacity: 60 })).toBe('OK')
  expect(await save({ revision: 1, capacity: 50 }, 'manager', 'one-request')).toBe('OK')
  expect(await cloud.ask('manager', 'staff.mealSettings', { centreId: CENTRE })).toMatchObject({
    revision: 3,
    settings: { capacity: 60 },
  })
})

test.each<[string, Partial<Settings>, object]>([
  ['an end before the beginning', { until: 600 }, { fault: 'times' }],
  ['a seating after the end', { seatings: [{ after: 120, seats: 5 }] }, { fault: 'seatings' }],
  ['one time twice', { seatings: [60, 60].map(after => ({ after, seats: 5 })) }, { fault: 'seatings' }],
])('%s is refused', async (_, change, detail) => {
  const { reply } = await cloud.send('manager', 'staff.mealSaveSettings', { ...SETTINGS, ...change })
  expect(reply).toMatchObject({ code: 'SETTINGS_INVALID', detail })
})

test('only the manager of the centre may, online payment needs a merchant, and delivery a round', async () => {
  for (const who of ['cook', 'stranger', 'nobody']) expect(await save({}, who)).toBe('FORBIDDEN')
  await cloud.seed({ canteens: [aCanteen({ _id: 'elsewhere', rounds: [] })] })
  expect(await save({ centreId: 'elsewhere', online: true }, 'stranger')).toBe('PAYMENT_NOT_OFFERED')
  expect(await save({ centreId: 'elsewhere', online: false, delivers: true }, 'stranger')).toBe('SETTINGS_INVALID')
  expect(await save({ centreId: 'elsewhere', online: false }, 'stranger')).toBe('OK')
})

test('new prices begin on a day to come, end the ones before, and keep what was promised', async () => {
  expect(await prices({ from: localDate(now) })).toBe('PRICES_INVALID')
  expect(await prices({ charity: 1300 })).toBe('PRICES_INVALID')
  const [before] = (await cloud.ask('manager', 'staff.mealSettings', { centreId: CENTRE })).prices
  const [tier] = before?.tiers ?? []
  expect(await prices({ selfs: [{ tierId: tier?.id ?? '', self: 600 }] })).toBe('OK')
  const after = await cloud.ask('manager', 'staff.mealSettings', { centreId: CENTRE })
  expect(after.prices.map(({ from, until, list }) => [from, until, list])).toEqual([
    [localDate(now + 3 * DAY), null, 1400],
    [before?.from, localDate(now + 2 * DAY), before?.list],
  ])
  expect(after.prices[0]?.tiers[0]).toMatchObject({ self: 600, subsidy: 400 })
  expect(await prices({ revision: 1, from: tomorrow })).toBe('PRICES_INVALID')
  // The same day again replaces what was set for it.
  expect(await prices({ revision: 1, list: 1500 })).toBe('OK')
  expect((await cloud.stored('canteens'))[0]?.prices).toHaveLength(2)
})
