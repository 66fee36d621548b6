import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCanteen, aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const now = cloudNow()
const DAY = 24 * 3_600_000
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '爱心午餐' })],
    sessions: [
      aSitting(now, { title: '爱心午餐' }),
      aSitting(now, { _id: 'lunch-2', startsAt: now + 2 * DAY, title: '爱心午餐' }),
    ],
    canteens: [aCanteen({ online: true })],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

const ordersOf = (openid: string) => cloud.stored('bookings', { accountId: accountIdOf(openid), status: 'confirmed' })

/** Counts the taps that a person needs. */
function counting({ seen }: Phone) {
  let taps = 0
  const tap = async (selector: string) => {
    await seen(selector).click()
    taps++
  }
  return { tap, taps: () => taps }
}

test('an elder in senior mode orders lunch in three taps from the home screen, and in two from the second time on', async () => {
  const phone = await openPhone(cloud, 'elder')
  const { seen } = phone
  await phone.open('/pages/home/index')
  await seen('#senior-switch').click()
  const first = counting(phone)
  await first.tap('#home-canteen')
  await seen('#canteen-cut-off').getByText('截止').waitFor()
  await first.tap('#dish-eel')
  await seen('#canteen-price').getByText('14 元').first().waitFor()
  await first.tap('#canteen-order')
  await seen('#success').getByText('订好了').waitFor()
  await seen('#success-order').getByText('鳝鱼米线 1 份').waitFor()
  expect(first.taps()).toBeLessThanOrEqual(5)
  expect(await ordersOf('elder')).toMatchObject([
    { sessionId: 'lunch-1', order: { mode: 'dine-in', price: { due: 1400 } } },
  ])

  await phone.open('/pages/home/index')
  const second = counting(phone)
  await second.tap('#home-canteen')
  await seen('#canteen-order').getByText('和上次一样').waitFor()
  await second.tap('#canteen-order')
  await seen('#success').getByText('订好了').waitFor()
  expect(second.taps()).toBeLessThanOrEqual(3)
  const orders = await ordersOf('elder')
  expect(orders.map(({ sessionId }) => sessionId).sort()).toEqual(['lunch-1', 'lunch-2'])
  // From now on every week.
  await phone.open(`/pages/booking/index?id=${orders[0]?._id}`)
  await seen('#booking-repeat').click()
  await seen('#repeat-day-5').click()
  await seen('#repeat-yes').click()
  await seen('#booking-repeat').waitFor()
  expect(await cloud.stored('repeatedorders')).toMatchObject([{ weekdays: [1, 2, 3, 4], endedAt: null }])
  expect(await invariantViolations(cloud)).toEqual([])
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

test('a neighbour orders, loses the dish to others, takes another, changes to pick-up, and cancels', async () => {
  const phone = await openPhone(cloud, 'neighbour')
  const { seen, page } = phone
  await phone.open(`/canteen/pages/menu/index?centreId=${CENTRE}`)
  await seen('#dish-pork').click()
  // The last portions go to others while the page is open.
  await cloud.change('sessions', 'lunch-1', { counters: { 'dish-pork': 0, 'seat-noon': 6, 'round-lake': 3 } })
  await seen('#canteen-order').click()
  await seen('#canteen-problem').getByText('订完了').waitFor()
  await cloud.change('sessions', 'lunch-1', { counters: { 'dish-pork': 10, 'seat-noon': 5, 'round-lake': 3 } })
  await seen('#dish-eel').click()
  await seen('#canteen-order').click()
  await seen('#success').getByText('订好了').waitFor()
  const [booking] = await ordersOf('neighbour')
  await phone.open(`/pages/booking/index?id=${booking?._id}`)
  await seen('#booking-order').getByText('鳝鱼米线 1 份，堂食').waitFor()
  await seen('#booking-change-order').click()
  await seen('#mode-pick-up').click()
  await seen('#canteen-order').getByText('改成这样').click()
  await seen('#booking-order').getByText('自取').waitFor()
  expect(await ordersOf('neighbour')).toMatchObject([{ order: { mode: 'pick-up', revision: 2 } }])
  await seen('#booking-collector').click()
  await seen('input#proxy-name').fill('王女士')
  await seen('#proxy-yes').click()
  await seen('#proxy-code').waitFor()
  await phone.open(`/pages/booking/index?id=${booking?._id}`)
  await seen('#booking-cancel').click()
  await seen('#booking-cancel-yes').click()
  await page.getByText('已取消').first().waitFor()
  expect(await ordersOf('neighbour')).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
  // The refused order is an answer, not a fault.
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

test('a daughter far away enters the code that her mother reads to her, orders for her, and cancels', async () => {
  const mother = await openPhone(cloud, 'mother')
  await mother.open('/canteen/pages/relations/index')
  await mother.seen('input#relation-name').fill('陈奶奶')
  await mother.seen('#relation-show').click()
  await mother.seen('#relation-code').waitFor()
  const code = (await mother.seen('#relation-code').textContent()) ?? ''

  const daughter = await openPhone(cloud, 'daughter')
  await daughter.open('/canteen/pages/relations/index')
  await daughter.seen('input#relate-code').fill(code)
  await daughter.seen('input#relate-name').fill('女儿小琴')
  await daughter.seen('#relate-yes').click()
  await daughter.seen('#relations').getByText('点这里看菜单、订餐').click()
  await daughter.seen('#dish-eel').click()
  await daughter.seen('#canteen-sum').getByText('陈奶奶 · 鳝鱼米线').waitFor()
  // She pays at once: she does not come to the counter.
  await daughter.seen('#canteen-order').click()
  await daughter.page.getByText('付款', { exact: true }).click()
  await daughter.seen('#canteen').getByText('付好了，订好了').waitFor()
  await daughter.seen('#canteen').getByText('订好了：鳝鱼米线').click()
  expect(await ordersOf('mother')).toMatchObject([{ prepaid: 1400, payUntil: 0 }])
  expect(await ordersOf('daughter')).toEqual([])
  await daughter.seen('#canteen-give-up').click()
  await daughter.seen('#canteen-give-up-yes').click()
  await daughter.seen('#canteen-order').getByText('和上次一样').waitFor()
  expect(await ordersOf('mother')).toEqual([])
  await cloud.tick()
  const rows = await cloud.stored('tillrows')
  expect(rows.map(({ what, entries }) => [what, entries.online]).sort()).toEqual([
    ['paid', 1400],
    ['refunded', -1400],
  ])

  await mother.open('/canteen/pages/relations/index')
  await mother.seen('#relations').getByText('和女儿小琴解除', { exact: true }).click()
  await mother.seen('#unrelate-yes').click()
  await mother.seen('#relations').getByText('和女儿小琴解除', { exact: true }).waitFor({ state: 'detached' })
  expect(await cloud.stored('relations', { endedAt: null })).toEqual([])
  expect([...mother.complaints, ...daughter.complaints]).toEqual([])
  await mother.context.close()
  await daughter.context.close()
})
