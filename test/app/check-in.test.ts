import { HOUR } from '@domain/time'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, DOOR, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
})

async function digitsOn(phone: Phone): Promise<string> {
  return (await phone.read('code-digits')).replace(' ', '')
}

async function typeCode(phone: Phone, digits: string): Promise<void> {
  await phone.type('staff-digits', digits)
}

test('staff type the digits from the parent’s phone: accepted once, said again the second time, seen by the parent', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'parent-a', CLASS.today)
  const parent = new Phone(cloud, 'parent-a')
  const staff = new Phone(cloud, DOOR.openid)

  parent.launch(`pages/code/index?id=${id}`)
  const before = cloudNow()
  const digits = await digitsOn(parent)
  // The phone's clock differs from the cloud's by hours; the code is still valid.
  const right = await Promise.all([before, cloudNow()].map(at => cloud.codeAt(secret ?? '', id, at)))
  expect(right.map(code => code.digits)).toContain(digits)
  // The digits are read aloud one by one, and the screen stays bright.
  const spelled = await parent.attribute('code-digits', 'aria-label')
  // The code may change between two reads.
  expect([digits, await digitsOn(parent)].map(shown => shown.split('').join(' '))).toContain(spelled)
  expect(parent.around.used).toEqual(expect.arrayContaining(['setKeepScreenOn', 'setScreenBrightness']))

  staff.launch('pages/me/index')
  await staff.tap(`staff-entrance-${DOOR.centreId}`)
  await staff.arrives('packages/staff/pages/today/index')
  await staff.sees('书法小课桌')
  await staff.tap('staff-scan')
  await staff.arrives('packages/staff/pages/scan/index')
  await staff.sees('还差 8 位')
  await typeCode(staff, digits)
  await staff.sees('已签到 1 / 1')
  expect(await staff.read('staff-result')).toContain('1 人')
  expect(staff.around.used).toContain('vibrateShort')
  expect(await cloud.stored('checkins', {})).toHaveLength(1)

  await staff.tap('staff-next')
  await staff.sees('还差 8 位')
  await typeCode(staff, digits)
  await staff.sees('已经签到过了')
  expect(await cloud.stored('checkins', {})).toHaveLength(1)

  parent.launch(`pages/code/index?id=${id}`)
  await parent.sees('已签到')
  await parent.sees('请进，祝您愉快')
})

test('the parent’s open code page turns by itself when the code was scanned', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'parent-b', CLASS.today)
  const parent = new Phone(cloud, 'parent-b')
  parent.launch(`pages/code/index?id=${id}`)
  await digitsOn(parent)

  const { qr } = await cloud.codeAt(secret ?? '', id, cloudNow())
  await cloud.ask(DOOR.openid, 'staff.checkIn', { centreId: DOOR.centreId, code: qr })
  await parent.sees('已签到')
  expect(parent.around.used).toContain('vibrateShort')
})

test('from opening, staff are one tap from the camera', async () => {
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.around.camera = 'https://example.com/not-ours'
  staff.launch()
  await staff.tap(`home-scan-${DOOR.centreId}`)
  await staff.sees('这不是我们的签到码')
  expect(staff.around.used).toContain('scanCode')
})

test('a wrong code says why and what to do; the camera opens again for the next one', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'parent-c', CLASS.later)
  const staff = new Phone(cloud, DOOR.openid)
  staff.launch(`packages/staff/pages/scan/index?centreId=${DOOR.centreId}`)

  await typeCode(staff, '00000000')
  await staff.sees('请对方打开「预约」里的签到码')
  expect(staff.around.used).toContain('vibrateLong')
  await staff.tap('staff-next')
  await staff.seesNoMore('请对方打开')

  staff.around.camera = 'https://example.com/not-ours'
  await staff.tap('staff-camera')
  await staff.sees('这不是我们的签到码')
  const { qr } = await cloud.codeAt(secret ?? '', id, cloudNow())
  staff.around.camera = qr
  await staff.tap('staff-next')
  await staff.sees('约的不是今天')

  const hourAgo = await cloud.codeAt(secret ?? '', id, cloudNow() - HOUR)
  staff.around.camera = hourAgo.qr
  await staff.tap('staff-next')
  await staff.sees('这个码过期了')
  expect((await cloud.stored('bookings', { _id: id }))[0]?.checkIn).toBeNull()
})

test('somebody who does not work at the centre is told so', async () => {
  const stranger = new Phone(held.cloud, 'stranger')
  stranger.launch(`packages/staff/pages/today/index?centreId=${DOOR.centreId}`)
  await stranger.sees('这里只有本中心工作人员能进')
  await stranger.sees('请联系中心负责人开通')
})
