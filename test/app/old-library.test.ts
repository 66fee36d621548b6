import { book, CLASS, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const held = cloudForFile(seedClass)

/** What iOS lacks before 14 and nothing can fill in; what can be filled in is checked in the built files. */
beforeAll(() => {
  Reflect.deleteProperty(globalThis, 'BigInt')
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
  await until('the tick', async () => (await phone.attribute('member-consent', 'aria-checked')) === 'true')
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
