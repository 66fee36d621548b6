import { HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { delivery } from '../cloud/support/orders'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const startsAt = cloudNow() + 10 * MINUTE
const held = cloudForFile(cloud =>
  cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
    sessions: [aSitting(cloudNow(), { startsAt, rules: { closesBefore: 0, cancelBefore: 0, checkInBefore: HOUR } })],
    staff: [aStaff('courier', { duties: ['courier'] })],
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
