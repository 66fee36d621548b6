import { book, CLASS, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

/** What the engines of iOS 10 lack, whether or not a base library fills it in. */
beforeAll(() => {
  Reflect.deleteProperty(globalThis, 'BigInt')
  Reflect.deleteProperty(globalThis, 'Intl')
  Reflect.deleteProperty(Array.prototype, 'at')
  Reflect.deleteProperty(String.prototype, 'replaceAll')
  Reflect.deleteProperty(Object, 'hasOwn')
})

function oldPhone(openid: string): Phone {
  const phone = new Phone(held.cloud, openid)
  phone.around.oldLibrary = true
  return phone
}

test('on the oldest base library a class is booked for a new child, whose consent button is an ordinary one', async () => {
  const phone = oldPhone('old-parent')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.later}`)
  await phone.tap('member-add')
  await phone.arrives('pages/member/index')
  await phone.type('member-nickname', '果果')
  await phone.tap('member-birth')
  await phone.tap(`year-${new Date().getFullYear() - 8}`)
  await phone.tap('month-1')
  await phone.tap('member-consent')
  await phone.tap('member-save')
  await phone.tap('privacy-agree')
  await phone.arrives('pages/class/index')
  await phone.sees('为果果预约')
  await phone.tap('class-confirm')
  await phone.sees('约好了，等您来')
})

test('a check-in code is shown there: the hash needs no BigInt', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'old-guest', CLASS.today)
  const phone = oldPhone('old-guest')
  phone.launch(`pages/code/index?id=${id}`)
  await phone.sees('开始签到')
  const digits = (await phone.read('code-digits')).replace(' ', '')
  const { cloudNow } = await import('../cloud/support/clock')
  const now = cloudNow()
  const right = await Promise.all([now - 30_000, now, now + 30_000].map(at => cloud.codeAt(secret ?? '', id, at)))
  expect(right.map(code => code.digits)).toContain(digits)
})

test('the phone has a top bar of its own height, and boxes keep their space without flex gap', async () => {
  const phone = oldPhone('old-reader')
  phone.launch()
  await phone.settles()
  expect(phone.around.logged).toEqual([])
  expect(phone.path).toBe('pages/home/index')
})
