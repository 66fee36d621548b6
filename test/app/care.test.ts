import { aHousehold } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { CLASS, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

test('a mother gives a code, and the father books and cancels for the child', async () => {
  await held.cloud.seed({ accounts: [aHousehold('care-mum', cloudNow())] })
  const { carers } = await held.cloud.ask('care-mum', 'care.invite', { memberId: 'guoguo', name: '爸爸' })
  const dad = new Phone(held.cloud, 'care-dad')
  dad.launch('packages/care/pages/list/index')
  await dad.sees('我有邀请码')
  await dad.type('care-code', carers[0]?.code ?? '')
  await dad.tap('care-accept')
  await dad.sees('帮着照看')
  const child = async () => (await held.cloud.ask('care-dad', 'care.list', {})).children[0]
  const careId = (await child())?.id ?? ''
  dad.launch(`${CLASS.page}&sessionId=${CLASS.later}`)
  await dad.sees('单独约')
  await dad.tap(`care-book-${careId}`)
  await dad.arrives('packages/care/pages/list/index')
  await dad.sees('约好了')
  const bookingId = (await child())?.bookings[0]?.id ?? ''
  const { booking } = await held.cloud.ask('care-mum', 'booking.get', { bookingId })
  expect(booking).toMatchObject({ status: 'confirmed', attendees: [{ nickname: '果果' }] })
  await dad.tap(`cared-cancel-${bookingId}`)
  await dad.sees('名额会让给候补的人')
  await dad.tap('cared-cancel')
  await dad.sees('还没有要上的课')
  expect((await child())?.bookings).toEqual([])
  const mum = new Phone(held.cloud, 'care-mum')
  mum.launch('packages/care/pages/list/index')
  await mum.sees('爸爸也在照看')
})
