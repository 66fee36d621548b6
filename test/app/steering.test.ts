import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { CLASS, seedClass, seedHousehold } from './support/class'
import { holdNext } from './support/held'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.seed({
    offerings: [anOffering({ _id: 'drums', title: '大鼓课' })],
    sessions: [
      aSession(cloudNow(), { _id: 'drums-1', offeringId: 'drums', title: '大鼓课', startsAt: cloudNow() + 5 * DAY }),
    ],
  })
})

test('a booking answered after the person has gone on to another class leaves that page alone, and says it was made', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'hasty')
  const phone = new Phone(cloud, 'hasty')
  phone.launch('pages/classes/index')
  await phone.tap(`session-${CLASS.later}`)
  await phone.reads('class-confirm', '为果果预约')
  const { state, letGo } = holdNext(phone, 'booking.create')
  await phone.tap('class-confirm')
  await until('the call', () => state.arrived)

  await phone.tap('nav-back')
  await phone.arrives('pages/classes/index')
  await phone.tap('session-drums-1')
  await phone.sees('大鼓课')
  letGo()
  await phone.sees('到「预约」里能看到签到码')
  expect(phone.openPages).toEqual(['pages/classes/index', 'pages/class/index'])
  expect(await cloud.stored('bookings', { accountId: accountIdOf('hasty') })).toHaveLength(1)
})

test('a member saved after the person has gone back closes no other page', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'back')
  const phone = new Phone(cloud, 'back')
  phone.launch('pages/classes/index')
  await phone.tap('session-drums-1')
  await phone.tap('member-add')
  await phone.arrives('pages/member/index')
  await phone.tap('relation-elder')
  await phone.type('member-nickname', '外婆')
  const { state, letGo } = holdNext(phone, 'member.save')
  await phone.tap('member-save')
  await phone.agreeToPrivacy()
  await until('the call', () => state.arrived)
  await phone.tap('nav-back')
  await phone.arrives('pages/class/index')
  letGo()
  await phone.sees('保存好了')
  expect(phone.openPages).toEqual(['pages/classes/index', 'pages/class/index'])
})

test('a row that is tapped twice opens one page', async () => {
  const phone = new Phone(held.cloud, 'double')
  phone.launch('pages/classes/index')
  await phone.sees('大鼓课')
  await phone.tapTwice('session-drums-1')
  await phone.arrives('pages/class/index')
  await phone.settles()
  expect(phone.openPages).toEqual(['pages/classes/index', 'pages/class/index'])
})

test('two rows tapped at once open one page', async () => {
  const phone = new Phone(held.cloud, 'both')
  phone.launch('pages/classes/index')
  await phone.sees('大鼓课')
  await phone.tapAtOnce(['session-drums-1', `session-${CLASS.later}`])
  await phone.arrives('pages/class/index')
  await phone.settles()
  expect(phone.openPages).toHaveLength(2)
})

test('a page whose package does not load says so, and opens on another tap', async () => {
  const phone = new Phone(held.cloud, 'no-package')
  phone.launch()
  await phone.sees('江川区党群服务中心')
  phone.around.unloadable = 'packages/spaces'
  await phone.tap('home-spaces')
  await phone.sees('这一页没能打开')
  expect(phone.path).toBe('pages/home/index')
  phone.around.unloadable = null
  await phone.tap('home-spaces')
  await phone.arrives('packages/spaces/pages/list/index')
})
