import { mondayOf } from '@domain/canteen/menu-plan'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCanteen, aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { delivery, wish } from '../cloud/support/orders'
import { holdNext } from './support/held'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const startsAt = cloudNow() + 10 * MINUTE
const held = cloudForFile(cloud =>
  cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
    sessions: [aSitting(cloudNow(), { startsAt, rules: { closesBefore: 0, cancelBefore: 0, checkInBefore: HOUR } })],
    canteens: [aCanteen({ online: true })],
    staff: [
      aStaff('courier', { duties: ['courier'] }),
      aStaff('cashier', { duties: ['till'] }),
      aStaff('cook', { duties: ['menu'] }),
      aStaff('manager', { role: 'manager' }),
    ],
  }),
)

test('a courier who taps 送到 twice has handed over one meal, and 没送成 names the door that it is about', async () => {
  const { cloud } = held
  const [first, second] = [
    (await cloud.ask('rounds-a', 'order.create', delivery())).booking.id,
    (await cloud.ask('rounds-b', 'order.create', delivery())).booking.id,
  ]
  const served = async () => (await cloud.stored('bookings')).filter(({ checkIn }) => checkIn).map(({ _id }) => _id)
  const phone = new Phone(cloud, 'courier')
  phone.launch(`packages/canteen/pages/rounds/index?centreId=${CENTRE}`)
  await phone.tap('round-handed')
  await phone.reads('round-state', '还有 1 家')
  // The second tap: the next door must not be under the finger.
  if (phone.has('round-handed')) await phone.tap('round-handed')
  await phone.tap('round-next')
  await phone.tap('round-failed')
  await phone.reads('failure-sheet', '2 单元 301')
  await phone.tap('failure-not-home')
  await phone.sees('都走完了')
  await phone.settles()
  const [handed] = await served()
  expect([first, second]).toContain(handed)
  expect(await served()).toHaveLength(1)
})

test('the late answer of a search never takes the place of the order in hand', async () => {
  const { cloud } = held
  const [sought, next] = [
    (await cloud.ask('counter-a', 'order.create', wish())).booking.id,
    (await cloud.ask('counter-b', 'order.create', wish())).booking.id,
  ]
  const { collector } = await cloud.ask('counter-a', 'order.nameCollector', { bookingId: sought, name: '王女士' })
  const phone = new Phone(cloud, 'cashier')
  phone.launch(`packages/canteen/pages/counter/index?centreId=${CENTRE}`)
  await phone.sees('取了')
  const { state, letGo } = holdNext(phone, 'staff.mealFind')
  await phone.type('counter-find', collector?.code ?? '')
  await until('the search', () => state.arrived)
  await phone.tap(`serve-${next}`)
  await phone.reads('counter-order', '自付')
  letGo()
  await until('its answer', () => state.delivered)
  await phone.settles()
  expect(await phone.read('counter-order')).not.toContain('代取')
})

test('of two people who change the menu of a day, the second sees what the first has saved before replacing it', async () => {
  const { cloud } = held
  const date = mondayOf(cloudNow() + 7 * DAY)
  const save = (revision: number, name: string) =>
    cloud.ask('cook', 'staff.mealSaveMenu', {
      centreId: CENTRE,
      date,
      revision,
      dishes: [{ name, course: 'meat', allergens: [], marks: [], cap: null, surcharge: 0 }],
    })
  const dishes = async () => (await cloud.stored('menus')).flatMap(menu => menu.dishes.map(({ name }) => name))
  await save(0, '青椒炒肉')
  const phone = new Phone(cloud, 'manager')
  phone.launch(`packages/canteen/pages/menus/index?centreId=${CENTRE}`)
  await phone.tap(`menu-edit-${date}`)
  await phone.reads('day-sheet', '青椒炒肉')
  await save(1, '红烧鱼')
  await phone.tap('menu-save')
  await phone.reads('menu-newer', '红烧鱼')
  expect(phone.has('menu-save')).toBe(false)
  expect(await dishes()).toEqual(['红烧鱼'])
  await phone.tap('menu-replace')
  await phone.sees('存好了')
  expect(await dishes()).toEqual(['青椒炒肉'])
})

test('somebody who leaves the payment sheet is told until when the portions are held, and pays on the page', async () => {
  const { cloud } = held
  await cloud.seed({ sessions: [aSitting(cloudNow(), { _id: 'later' })] })
  const phone = new Phone(cloud, 'payer')
  phone.around.agrees = false
  phone.launch(`packages/canteen/pages/menu/index?centreId=${CENTRE}&sessionId=later`)
  await phone.tap('pay-online')
  await phone.sees('订好就付')
  await phone.tap('canteen-order')
  await phone.reads('pay-standing', '份数给您留到')
  phone.around.agrees = true
  await phone.tap('pay-now')
  await phone.reads('pay-standing', '付好了 12 元')
  await phone.settles()
  const [booking] = await cloud.stored('bookings', { sessionId: 'later' })
  expect(booking).toMatchObject({ status: 'confirmed', prepaid: 1200, payUntil: 0 })
})

test('whoever is allergic to a dish is asked once, and the order says that they know', async () => {
  const { cloud } = held
  await cloud.seed({ sessions: [aSitting(cloudNow(), { _id: 'fishy' })] })
  await cloud.ask('allergic', 'meal.saveAllergies', { memberId: 'self', allergens: ['fish'], agreed: true })
  const phone = new Phone(cloud, 'allergic')
  phone.launch(`packages/canteen/pages/menu/index?centreId=${CENTRE}&sessionId=fishy`)
  await phone.tap('dish-eel')
  await phone.reads('canteen-sum', '鳝鱼米线')
  await phone.tap('canteen-order')
  await phone.sees('这份里有家人过敏的东西')
  expect(await cloud.stored('bookings', { sessionId: 'fishy' })).toEqual([])
  await phone.tap('allergy-yes')
  await phone.sees('订好了')
  const [booking] = await cloud.stored('bookings', { sessionId: 'fishy' })
  expect(booking?.order?.meals).toMatchObject([{ names: ['鳝鱼米线'], allergens: ['fish'] }])
})

test('in senior mode an elder orders in three taps from the home screen, and in two from the second time on', async () => {
  const { cloud } = held
  const day = (n: number) => aSitting(cloudNow(), { _id: `senior-${n}`, startsAt: cloudNow() + n * DAY })
  await cloud.seed({ sessions: [day(2), day(3)] })
  const phone = new Phone(cloud, 'senior')
  phone.around.storage.set('nf:senior', JSON.stringify(true))
  phone.launch()
  await phone.tap('home-canteen')
  await phone.tap('dish-eel')
  await phone.reads('canteen-sum', '鳝鱼米线')
  await phone.tap('canteen-order')
  await phone.sees('订好了')
  await phone.settles()
  phone.launch()
  await phone.tap('home-canteen')
  await phone.reads('canteen-order', '和上次一样')
  await phone.tap('canteen-order')
  await phone.sees('订好了')
  await phone.settles()
  const orders = await cloud.stored('bookings', { accountId: accountIdOf('senior') })
  expect(orders.map(({ order: made }) => made?.meals[0]?.names)).toEqual([['鳝鱼米线'], ['鳝鱼米线']])
})

test('a meal is handed over and paid in two taps', async () => {
  const { cloud } = held
  const bookingId = (await cloud.ask('two-taps', 'order.create', wish())).booking.id
  const phone = new Phone(cloud, 'cashier')
  phone.launch(`packages/canteen/pages/counter/index?centreId=${CENTRE}`)
  await phone.sees('取了')
  await phone.tap(`serve-${bookingId}`)
  await phone.tap('counter-take')
  await phone.settles()
  expect(await cloud.stored('tillrows', { bookingId, what: 'paid' })).toMatchObject([{ way: 'cash' }])
})
