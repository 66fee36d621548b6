import { DAY } from '@domain/time'
import { aHousehold, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { seedClass, seedHousehold } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.seed({
    sessions: [aSession(cloudNow(), { _id: 'for-all', startsAt: cloudNow() + 4 * DAY, capacity: 3 })],
  })
})

test('one of two children stays away and comes again, from the page of the booking', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'party-mum')
  const memberIds = ['guoguo', 'doudou']
  const { booking } = await cloud.ask('party-mum', 'booking.create', { sessionId: 'for-all', memberIds })
  const phone = new Phone(cloud, 'party-mum')
  phone.launch(`pages/booking/index?id=${booking.id}`)
  await phone.tap('booking-party')
  await phone.arrives('packages/party/pages/change/index')
  await phone.sees('这次来的人（2 位）')
  await phone.tap('party-leave-doudou')
  await phone.sees('豆豆这次不来了？')
  await phone.tap('party-leave-yes')
  await phone.sees('这次来的人（1 位）')
  await phone.sees('只剩这一位了')
  await phone.tap('party-join-doudou')
  await phone.sees('这次来的人（2 位）')
  await phone.tap('nav-back')
  await phone.sees('果果、豆豆')
})

test('two children with one nickname are told apart where they are chosen, and in the booking', async () => {
  const { cloud } = held
  const household = aHousehold('twin-mum', cloudNow())
  const [first] = household.members
  if (first) household.members = [first, { ...first, id: 'twin' }]
  await cloud.seed({ accounts: [household] })
  const phone = new Phone(cloud, 'twin-mum')
  phone.launch('pages/class/index?id=calligraphy')
  await phone.sees('果果（第 1 位）')
  await phone.sees('果果（第 2 位）')
  const { booking } = await cloud.ask('twin-mum', 'booking.create', { sessionId: 'for-all', memberIds: ['twin'] })
  phone.launch(`pages/booking/index?id=${booking.id}`)
  await phone.sees('果果（第 2 位）')
})

test('a link to a date that is gone says so, and chooses no other', async () => {
  const phone = new Phone(held.cloud, 'late-reader')
  phone.launch('pages/class/index?id=calligraphy&sessionId=long-gone')
  await phone.sees('您点开的那一节已经开始，或者不办了')
  await phone.reads('class-confirm', '请先选一节')
  await phone.tap('date-for-all')
  await phone.seesNoMore('您点开的那一节已经开始')
})
