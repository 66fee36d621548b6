import { DAY, localMonth } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, seedClass, seedHousehold } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(seedClass)

const bookingsOf = (openid: string) => held.cloud.stored('bookings', { accountId: accountIdOf(openid) })

test('the last place goes to somebody else while the page is open: the page says so, and nothing is booked', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'late')
  await book(cloud, 'first', CLASS.later)
  const phone = new Phone(cloud, 'late')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.later}`)
  await phone.sees('只剩 1 个名额')
  await phone.sees('为果果预约')

  await book(cloud, 'second', CLASS.later)
  await phone.tap('class-confirm')
  await phone.sees('这节课已约满')
  expect(await phone.read('class-problem')).toContain('可以候补')
  // The page has reloaded: for this date there is only the waitlist.
  await phone.reads('class-join', '为果果候补')
  expect(await bookingsOf('late')).toEqual([])
  expect((await cloud.stored('sessions', { _id: CLASS.later }))[0]?.seatsLeft).toBe(0)

  // The suggested other date can be booked.
  await phone.tap(`date-${CLASS.today}`)
  await phone.sees('为果果预约')
  await phone.tap('class-confirm')
  await phone.sees('约好了，等您来')
  expect(await bookingsOf('late')).toMatchObject([{ sessionId: CLASS.today, status: 'confirmed' }])
})

test('a child who is too young cannot be chosen, and the page says from what age', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'young')
  const phone = new Phone(cloud, 'young')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.today}`)
  await phone.sees('为果果预约')
  expect(await phone.read('attendee-doudou')).toContain('这节课要满 6 岁')
  expect(await phone.attribute('attendee-doudou', 'aria-disabled')).toBe(true)
  await phone.tap('attendee-doudou')

  // Only one child remains selected; without that one there is nobody to book for.
  await phone.tap('attendee-guoguo')
  await phone.reads('class-confirm', '请先选谁来上课')
  expect(await phone.attribute('class-confirm', 'aria-disabled')).toBe(true)
  await phone.tap('class-confirm')
  expect(await bookingsOf('young')).toEqual([])
})

test('a child who is old enough on the later of two dates only is booked for that one, and cannot be tapped on the other', async () => {
  const { cloud } = held
  const [soon, later] = [cloudNow() + 2 * DAY, cloudNow() + 36 * DAY]
  const rules = { audience: { ageMin: 6, ageMax: 12, accompanied: 'no' as const } }
  const household = aHousehold('nearly-six', cloudNow())
  // Six years before the month of the later date, and in no earlier one.
  const birthMonth = localMonth(later).replace(/^\d+/, year => String(Number(year) - 6))
  household.members = household.members.filter(({ id }) => id === 'doudou').map(child => ({ ...child, birthMonth }))
  await cloud.seed({
    accounts: [household],
    offerings: [anOffering({ _id: 'weaving', title: '小小编织' })],
    sessions: [
      aSession(cloudNow(), { _id: 'weaving-soon', offeringId: 'weaving', startsAt: soon, rules }),
      aSession(cloudNow(), { _id: 'weaving-later', offeringId: 'weaving', startsAt: later, rules }),
    ],
  })
  const phone = new Phone(cloud, 'nearly-six')
  phone.launch('pages/class/index?id=weaving&sessionId=weaving-soon')
  await phone.reads('attendee-doudou', '这节课要满 6 岁')
  expect(await phone.attribute('attendee-doudou', 'aria-disabled')).toBe(true)
  await phone.tap('attendee-doudou')
  expect(await phone.attribute('class-confirm', 'aria-disabled')).toBe(true)
  await phone.tap('class-confirm')

  await phone.tap('date-weaving-later')
  await phone.seesNoMore('这节课要满 6 岁')
  await phone.tap('attendee-doudou')
  await phone.reads('class-confirm', '为豆豆预约')

  // Back on the earlier date the choice is gone.
  await phone.tap('date-weaving-soon')
  await phone.reads('attendee-doudou', '这节课要满 6 岁')
  await phone.tap('class-confirm')
  expect(await bookingsOf('nearly-six')).toEqual([])
  await phone.tap('date-weaving-later')
  await phone.reads('class-confirm', '为豆豆预约')
  await phone.tap('class-confirm')
  await phone.sees('约好了，等您来')
  expect(await bookingsOf('nearly-six')).toMatchObject([{ sessionId: 'weaving-later', status: 'confirmed' }])
})

test('when nobody of the family may come, the button says so and asks for no choice', async () => {
  const { cloud } = held
  const household = aHousehold('too-young', cloudNow())
  household.members = household.members.filter(({ id }) => id !== 'guoguo')
  await cloud.seed({ accounts: [household] })
  const phone = new Phone(cloud, 'too-young')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.today}`)
  await phone.reads('class-confirm', '家里还没有能来的人')
  expect(await phone.attribute('class-confirm', 'aria-disabled')).toBe(true)
})

test('a refusal of the server is led by the name of the child it is about', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'changed')
  const phone = new Phone(cloud, 'changed')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.today}`)
  await phone.sees('为果果预约')
  // Meanwhile another phone of the family corrected the birth month.
  const [account] = await cloud.stored('accounts', { _id: accountIdOf('changed') })
  const young = account?.members.find(({ id }) => id === 'doudou')?.birthMonth ?? null
  const members = account?.members.map(member => (member.id === 'guoguo' ? { ...member, birthMonth: young } : member))
  await cloud.change('accounts', accountIdOf('changed'), { members })

  await phone.tap('class-confirm')
  await phone.sees('果果：这节课要满 6 岁')
  expect(await phone.read('class-problem')).toContain('去看看适合这个年龄的吧')
  expect(await bookingsOf('changed')).toEqual([])
})
