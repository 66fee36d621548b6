import { DAY, MINUTE } from '@domain/time'
import { aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, seedClass, seedHousehold } from './support/class'
import { holdNext } from './support/held'
import { hurry } from './support/pace'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

/** A call that takes longer is called slow, ms. */
const SLOW_MS = 4000
const MANAGER = 'manager'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.seed({
    sessions: [aSession(cloudNow(), { _id: 'to-be-cancelled', startsAt: cloudNow() + 4 * DAY })],
    staff: [aStaff(MANAGER, { role: 'manager' })],
  })
})

async function seen(openid: string, sessionId: string): Promise<{ phone: Phone; id: string }> {
  const { id } = await book(held.cloud, openid, sessionId)
  const phone = new Phone(held.cloud, openid)
  phone.launch('pages/bookings/index')
  await phone.sees('书法小课桌')
  return { phone, id }
}

/** As if the phone had seen its bookings so much earlier. */
function makeOlder({ around }: Phone, ms: number): void {
  const key = 'nf:bookings'
  const kept = JSON.parse(around.storage.get(key) ?? '{}') as { v: number; value: { seenAt: number }[] }
  const value = kept.value.map(each => ({ ...each, seenAt: each.seenAt - ms }))
  around.storage.set(key, JSON.stringify({ ...kept, value }))
}

test('while the network hangs, the bookings on this phone are there at once with their age, and their codes work', async () => {
  const { phone, id } = await seen('hanging', CLASS.today)
  hurry(SLOW_MS)
  makeOlder(phone, 20 * MINUTE)
  holdNext(phone, 'booking.list')
  phone.launch('pages/bookings/index')
  await phone.reads('kept', '正在更新，这是 20 分钟前看到的，签到码照样能用')
  await phone.reads('kept', '网络慢，还在试')
  await phone.tap(`show-${id}`)
  await phone.read('code-digits')
})

test('a home screen of three days ago says so', async () => {
  const phone = new Phone(held.cloud, 'back-from-a-trip')
  phone.launch()
  await phone.sees('江川区党群服务中心')
  const key = 'nf:home'
  const stored = JSON.parse(phone.around.storage.get(key) ?? '{}')
  stored.value.now -= 3 * DAY
  phone.around.storage.set(key, JSON.stringify(stored))
  phone.around.online = false
  phone.launch()
  await phone.reads('kept', '网络好像断了，这是 3 天前看到的')
  phone.around.online = true
  await phone.tap('retry')
  await phone.seesNoMore('3 天前')
})

test('a page that takes seconds to load says that it is still trying', async () => {
  hurry(SLOW_MS)
  const phone = new Phone(held.cloud, 'slow-reader')
  const { letGo } = holdNext(phone, 'class.get')
  phone.launch(CLASS.page)
  await phone.reads('slow', '网络慢，还在试')
  letGo()
  await phone.sees('书法小课桌')
  expect(phone.has('slow')).toBe(false)
})

test('an action that takes seconds says that it is still trying', async () => {
  await seedHousehold(held.cloud, 'slow-writer')
  hurry(SLOW_MS)
  const phone = new Phone(held.cloud, 'slow-writer')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.later}`)
  await phone.sees('为果果预约')
  const { letGo } = holdNext(phone, 'booking.create')
  await phone.tap('class-confirm')
  await phone.reads('slow-write', '网络慢，还在试')
  letGo()
  await phone.sees('约好了，等您来')
  await phone.seesNoMore('还在试')
})

test('a session that the centre cancelled is no longer booked on a phone that has asked since and then lost the network', async () => {
  const { phone, id } = await seen('cancelled-on', 'to-be-cancelled')
  await held.cloud.ask(MANAGER, 'staff.cancelSession', {
    centreId: CENTRE,
    sessionId: 'to-be-cancelled',
    reason: '停电',
  })
  phone.launch('pages/bookings/index')
  await phone.sees('还没有预约')
  phone.around.online = false
  phone.launch('pages/bookings/index')
  await phone.sees('网络好像断了')
  expect(phone.has(`booking-${id}`)).toBe(false)
})
