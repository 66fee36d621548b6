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
    ],
    staff: [aStaff('courier', { duties: ['courier'] }), aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

async function order(openid: string, door: string): Promise<string> {
  const { booking } = await cloud.ask(openid, 'order.create', {
    sessionId: 'lunch-1',
    mode: 'delivery',
    roundId: 'lake',
    to: { building: '湖滨小区 1 栋', door, phone: '0877-5550100' },
    meals: [{ memberId: 'self', dishes: ['pork'] }],
  })
  return booking.id
}

test('a courier works through a whole round without a network, and the centre looks after who did not open', async () => {
  const [first, second, third] = [
    await order('a', '1 单元 101'),
    await order('b', '1 单元 102'),
    await order('c', '2 单元 201'),
  ]
  const phone = await openPhone(cloud, 'courier', { prefetches: true })
  const { seen, context } = phone
  await phone.open(`/staff/pages/today/index?centreId=${CENTRE}`)
  await seen('#staff-rounds-entrance').click()
  await seen('#round-state').getByText('还有 3 家').waitFor()
  await context.setOffline(true)
  await seen('#round-stop').getByText('1 单元 101').waitFor()
  await seen('#round-handed').click()
  await seen('#round-next').click()
  await seen('#round-stop').getByText('1 单元 102').waitFor()
  await seen('#round-failed').click()
  await seen('#failure-not-opened').click()
  await seen('#round-next').click()
  await seen('#round-stop').getByText('2 单元 201').waitFor()
  await seen('#round-handed').click()
  await seen('#round-state').getByText('都走完了').waitFor()
  await seen('#round-state').getByText('3 条待传').waitFor()
  expect((await cloud.stored('bookings', { sessionId: 'lunch-1' })).filter(({ checkIn }) => checkIn)).toEqual([])

  await context.setOffline(false)
  await seen('#round-state').getByText('待传').waitFor({ state: 'detached' })
  const stored = await cloud.stored('bookings', { sessionId: 'lunch-1' })
  const served = new Map(stored.map(({ _id, checkIn }) => [_id, checkIn !== null]))
  expect([first, second, third].map(id => served.get(id))).toEqual([true, false, true])

  const manager = await openPhone(cloud, 'manager')
  await manager.open(`/canteen/pages/alerts/index?centreId=${CENTRE}`)
  await manager.seen(`#alert-close-${second}`).click()
  await manager.page.getByText('在家人那里').click()
  await manager.seen('#alert-yes').click()
  await manager.page.getByText('都好好的').waitFor()
  expect(await invariantViolations(cloud)).toEqual([])
  expect(manager.complaints).toEqual([])
  await context.close()
  await manager.context.close()
})
