import { aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

const now = cloudNow()
const MINUTE = 60_000
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '爱心午餐' })],
    sessions: [
      aSitting(now, { title: '爱心午餐', startsAt: now + 10 * MINUTE, rules: { closesBefore: 0, cancelBefore: 0 } }),
      aSitting(now, {
        _id: 'supper',
        title: '晚餐',
        startsAt: now + 60 * MINUTE,
        rules: { closesBefore: 30 * MINUTE },
      }),
    ],
    staff: [
      aStaff('cashier', { duties: ['till'] }),
      aStaff('second', { duties: ['till'] }),
      aStaff('manager', { role: 'manager' }),
      aStaff('cook', { duties: ['kitchen'] }),
    ],
  })
})
afterAll(() => cloud.close())

const MEALS = [{ memberId: 'self', dishes: ['pork'] }]
const order = async (openid: string) =>
  (await cloud.ask(openid, 'order.create', { sessionId: 'lunch-1', mode: 'pick-up', meals: MEALS })).booking.id

test('a meal is handed over and paid in two taps; papers lower the price; the till is closed by two people', async () => {
  const [first, second, third] = [await order('elder'), await order('neighbour'), await order('guest')]
  const phone = await openPhone(cloud, 'cashier')
  const { seen } = phone
  await phone.open(`/staff/pages/today/index?centreId=${CENTRE}`)
  await seen('#staff-counter-entrance').click()
  await seen(`#serve-${first}`).waitFor()
  let taps = 0
  const tap = async (selector: string) => {
    await seen(selector).click()
    taps++
  }
  await tap(`#serve-${first}`)
  await seen('#counter-order').getByText('自付 12 元').waitFor()
  await tap('#counter-take')
  await seen('#counter-state').getByText('取了 1 份，共 3 份').waitFor()
  expect(taps).toBe(2)

  await seen(`#serve-${second}`).click()
  await seen('#prove-self').click()
  await seen('input#proof-name').fill('陈桂英')
  await seen('#proof-birth').click()
  await seen('#year-1953').click()
  await seen('#month-6').click()
  await seen('input#proof-last-four').fill('123x')
  await seen('#proof-yes').click()
  await seen('#counter-order').getByText('自付 4 元').waitFor()
  await seen('#pay-card').click()
  await seen('#counter-take').click()
  await seen('#counter-state').getByText('取了 2 份，共 3 份').waitFor()

  await seen(`#serve-${third}`).click()
  await seen('#counter-later').click()
  await seen('#counter-state').getByText('取了 3 份，共 3 份').waitFor()

  await phone.open(`/canteen/pages/till/index?centreId=${CENTRE}`)
  await seen('#till-sums').getByText('12 元').first().waitFor()
  await seen(`#open-${third}`).click()
  await seen('#open-pay-waived').click()
  await seen('input#open-reason').fill('家里困难')
  await seen('#open-pay-yes').click()
  await seen('#till-sums').getByText('免收').waitFor()
  await seen('input#close-counted').fill('11')
  await seen('input#close-reason').fill('找错一元')
  await seen('#close-yes').click()
  await seen(`#close-${CENTRE}-1`).getByText('等另一位同事确认').waitFor()

  const other = await openPhone(cloud, 'second')
  await other.open(`/canteen/pages/till/index?centreId=${CENTRE}`)
  await other.seen(`#close-${CENTRE}-1`).click()
  await other.seen('input#confirm-counted').fill('11')
  await other.seen('#confirm-close-yes').click()
  await other.seen(`#close-${CENTRE}-1`).getByText('等另一位同事确认').waitFor({ state: 'detached' })
  expect(await cloud.stored('tillcloses')).toMatchObject([{ confirmed: { by: aStaff('second').actor } }])
  expect(await cloud.stored('tillrows', { what: 'difference' })).toMatchObject([{ entries: { cash: -100 } }])
  expect(await invariantViolations(cloud)).toEqual([])
  expect([...phone.complaints, ...other.complaints]).toEqual([])
  await phone.context.close()
  await other.context.close()
})

test('the manager returns a payment that a cashier took', async () => {
  const bookingId = await order('returner')
  await cloud.ask('cashier', 'staff.mealHandOver', {
    centreId: CENTRE,
    bookingId,
    way: 'name',
    pay: { way: 'cash', due: 1200 },
  })
  const phone = await openPhone(cloud, 'manager')
  const { seen } = phone
  await phone.open(`/canteen/pages/till/index?centreId=${CENTRE}`)
  await seen(`#payment-paid-${bookingId}-0`).click()
  await seen('input#reverse-reason').fill('收错了人')
  await seen('#reverse-yes').click()
  await seen(`#open-${bookingId}`).getByText('12 元').waitFor()
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

test('somebody without phone is ordered for at the counter; the order is handed over and paid, another one is taken back', async () => {
  const phone = await openPhone(cloud, 'cashier')
  const { seen } = phone
  await phone.open(`/canteen/pages/counter/index?centreId=${CENTRE}`)
  await seen('#counter-guest').click()
  await seen('input#guest-name').fill('李大爷')
  await seen('#guest-mode-pick-up').click()
  await seen('#guest-yes').getByText('订 1 份，12 元').click()
  await seen('#counter-order').getByText('自付 12 元').waitFor()
  await seen('#counter-take').click()
  await seen('#counter-order').waitFor({ state: 'detached' })
  const bookings = await cloud.stored('bookings', { 'guest.name': '李大爷' })
  expect(bookings).toMatchObject([{ status: 'confirmed', owed: 0, checkIn: { way: 'name' } }])
  // What was ordered by mistake is taken back.
  await seen('#counter-guest').click()
  await seen('input#guest-name').fill('王奶奶')
  await seen('#guest-yes').click()
  await seen('#counter-cancel').click()
  await seen('#cancel-guest-yes').click()
  await seen('#counter-order').waitFor({ state: 'detached' })
  expect(await cloud.stored('bookings', { 'guest.name': '王奶奶' })).toMatchObject([{ status: 'cancelled' }])
  expect(await invariantViolations(cloud)).toEqual([])
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

test('a kitchen with a tablet ticks off what is done, and what changes after the freeze is open again', async () => {
  await cloud.ask('allergic', 'meal.saveAllergies', { memberId: 'self', allergens: ['soy'], agreed: true })
  const wish = { sessionId: 'supper', mode: 'pick-up', despiteAllergies: true } as const
  const meals = (dish: string) => [{ memberId: 'self', dishes: [dish] }]
  await cloud.ask('allergic', 'order.create', { ...wish, meals: meals('pork') })
  const { booking } = await cloud.ask('other', 'order.create', { ...wish, meals: meals('pork') })
  await cloud.ask('third', 'order.create', { ...wish, meals: meals('eel') })
  cloud.later(32 * MINUTE)
  await cloud.tick()
  const phone = await openPhone(cloud, 'cook')
  const { seen } = phone
  const open = async () => {
    await phone.open(`/canteen/pages/kitchen/index?centreId=${CENTRE}`)
    await seen('#kitchen-supper').click()
    await seen('#kitchen-state').getByText('定稿').waitFor()
  }
  const pork = () => seen('#kitchen-dish-pork')
  await open()
  // A narrow screen has nothing to tick.
  expect(await pork().getAttribute('role')).toBeNull()
  await phone.page.setViewportSize({ width: 1024, height: 768 })
  await seen('#kitchen-allergy-soy').getByText('青椒炒肉 1 份，这道菜里有').waitFor()
  await pork().click()
  await seen('#kitchen-dish-eel').click()
  await phone.page.getByText('按菜备，好了 2/3').waitFor()
  await open()
  await phone.page.getByText('按菜备，好了 2/3').waitFor()
  await cloud.ask('manager', 'staff.releaseBooking', { centreId: CENTRE, bookingId: booking.id, reason: '住院了' })
  await open()
  await pork().getByText('2 − 1 份').waitFor()
  expect(await pork().getAttribute('aria-checked')).toBe('false')
  expect(await seen('#kitchen-dish-eel').getAttribute('aria-checked')).toBe('true')
})
