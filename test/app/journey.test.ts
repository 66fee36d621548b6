import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { cloudNow } from '../cloud/support/clock'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const PARENT = 'journey-parent'
const CHILD_AGE = 7

const held = cloudForFile(cloud => cloud.seedYuxi(cloudNow()))

/** Children's sessions with places for children of seven, late enough that they can still be cancelled, soonest first. */
async function freeSessions(): Promise<SessionDocument[]> {
  const now = cloudNow()
  const sessions = await held.cloud.stored('sessions', { category: 'children', status: 'open' })
  const fits = ({ startsAt, seatsLeft, rules }: SessionDocument) =>
    startsAt > now + 2 * DAY &&
    seatsLeft > 0 &&
    (rules.opensBefore === null || now > startsAt - rules.opensBefore) &&
    (rules.audience.ageMin ?? 0) <= CHILD_AGE &&
    (rules.audience.ageMax ?? 99) > CHILD_AGE
  return sessions.filter(fits).sort((a, b) => a.startsAt - b.startsAt)
}

async function aFreeSession(): Promise<SessionDocument> {
  const [soonest] = await freeSessions()
  if (!soonest) throw new Error('The world has no free session for a child')
  return soonest
}

test('a parent who was never here books a class for a child, finds the code, and cancels again', async () => {
  const { cloud } = held
  const session = await aFreeSession()
  const seatsOf = async () => (await cloud.stored('sessions', { _id: session._id }))[0]?.seatsLeft
  const phone = new Phone(cloud, PARENT)

  phone.launch()
  await phone.tap('home-kind-children')
  await phone.arrives('pages/classes/index')
  await phone.sees('名额')
  // Scrolling loads more of the list.
  await until('the session in the list', () => {
    if (phone.has(`session-${session._id}`)) return true
    phone.scrollDown()
    return false
  })
  await phone.tap(`session-${session._id}`)
  await phone.arrives('pages/class/index')
  await phone.sees('家里还没有能来的人')

  // The child is added during the booking.
  await phone.tap('member-add')
  await phone.arrives('pages/member/index')
  await phone.tap('member-save')
  await phone.sees('请填一个称呼')
  await phone.type('member-nickname', '果果')
  await phone.tap('member-birth')
  await phone.tap(`year-${new Date().getFullYear() - CHILD_AGE}`)
  await phone.tap('month-1')
  await phone.sees(`${new Date().getFullYear() - CHILD_AGE} 年 1 月`)
  await phone.tap('member-save')
  await phone.seesNoMore('请选出生年月')
  await phone.sees('请先勾选监护人同意')
  await phone.tap('member-consent')
  await until('the tick', async () => (await phone.attribute('member-consent', 'aria-checked')) === 'true')
  await phone.tap('member-save')
  await phone.agreeToPrivacy()

  // Back on the class, the new child is chosen already.
  await phone.arrives('pages/class/index')
  await phone.sees('为果果预约')
  const free = await seatsOf()
  await phone.tap('class-confirm')
  await phone.arrives('pages/success/index')
  await phone.sees('约好了，等您来')
  await phone.sees(session.title)

  const [account] = await cloud.stored('accounts', { _id: accountIdOf(PARENT) })
  expect(account?.members).toEqual([
    expect.objectContaining({ relation: 'child', nickname: '果果', consentAt: expect.any(Number) }),
  ])
  const mine = () => cloud.stored('bookings', { accountId: accountIdOf(PARENT) })
  const [booking] = await mine()
  expect(booking).toMatchObject({ status: 'confirmed', sessionId: session._id, partySize: 1, remindAt: null })
  expect(await seatsOf()).toBe((free ?? 0) - 1)

  // One reminder, asked for by a tap.
  await phone.tap('remind-me')
  await phone.sees('开始前会提醒您')
  expect(phone.around.used).toContain('requestSubscribeMessage')
  expect((await mine())[0]?.notices).toEqual(['reminder', 'changed'])

  await phone.tap('success-code')
  await phone.arrives('pages/code/index')
  await phone.sees('开始签到')
  expect(await phone.read('code-digits')).toMatch(/^\d{4} \d{4}$/)

  // Going back skips the completed form; from home the booking is one tap away.
  await phone.tap('nav-back')
  await phone.arrives('pages/classes/index')
  await phone.tap('nav-back')
  await phone.arrives('pages/home/index')
  await phone.reads('home-next', session.title)
  await phone.tap('tab-bookings')
  await phone.arrives('pages/bookings/index')
  await phone.sees('已约好')
  await phone.tap(`booking-${booking?._id}`)
  await phone.arrives('pages/booking/index')
  await phone.tap('booking-cancel')
  await phone.sees('要取消这个预约吗？')
  expect((await mine())[0]?.status).toBe('confirmed')
  await phone.tap('booking-cancel-yes')
  await phone.sees('名额空出来了')

  const [cancelled, ...others] = await mine()
  expect(cancelled).toMatchObject({ status: 'cancelled', cancelledAt: expect.any(Number), releasing: false })
  expect(others).toEqual([])
  expect(await seatsOf()).toBe(free)
  await phone.tap('nav-back')
  await phone.arrives('pages/bookings/index')
  await phone.sees('还没有预约')
})

test('what is typed in pinyin is found, opened, and offered again on this phone', async () => {
  const phone = new Phone(held.cloud, 'searcher')
  phone.launch()
  await phone.tap('home-find')
  await phone.arrives('packages/find/pages/search/index')
  await phone.sees('附近有')
  await phone.type('find-query', 'taijqiuan')
  await phone.sees('晨练太极拳')
  const [found = ''] = phone.idsWith('found-class-')
  await phone.tap(found)
  await phone.arrives('pages/class/index')
  phone.launch('packages/find/pages/search/index')
  await phone.reads('recent-0', 'taijqiuan')
  await phone.type('find-query', '没有这种东西呀')
  await phone.sees('没有找到「没有这种东西呀」')
})

test('who came is asked once how it was, and books the same class again from the history', async () => {
  const phone = new Phone(held.cloud, 'demo-parent')
  const pastTab = async () => {
    phone.launch('pages/bookings/index')
    await phone.tap('bookings-past')
    await until('the history', () => phone.idsWith('again-').length > 0)
  }
  await pastTab()
  const asked = phone.idsWith('rate-').length
  await phone.tap(phone.idsWith('rate-')[0] ?? '')
  await phone.arrives('pages/booking/index')
  await phone.tap('rate-4')
  await phone.type('rate-line', '老师很耐心')
  await phone.tap('rate-send')
  await phone.reads('booking-rated', '4 分，好')
  await pastTab()
  expect(phone.idsWith('rate-')).toHaveLength(asked - 1)
  await phone.tap(phone.idsWith('again-')[0] ?? '')
  await phone.arrives('pages/class/index')
})

test('from opening, a mother has both children on one class with four taps: who came last time is ticked', async () => {
  const { cloud } = held
  const mother = 'mother-of-two'
  const birthMonth = `${new Date(cloudNow()).getFullYear() - CHILD_AGE}-01`
  for (const nickname of ['安安', '乐乐'])
    await cloud.ask(mother, 'member.save', { relation: 'child', nickname, birthMonth, guardianConsent: true })
  const { members } = await cloud.ask(mother, 'me.get', {})
  const [older, younger] = members.filter(({ relation }) => relation === 'child')
  const plain = (await freeSessions()).filter(
    ({ rules, series, seatsLeft }) => !rules.ballot && !series && seatsLeft >= 2,
  )
  const [first] = plain
  const next = plain.find(({ startsAt }) => startsAt >= (first?.endsAt ?? 0))
  const phone = new Phone(cloud, mother)
  phone.launch(`pages/class/index?id=${first?.offeringId}&sessionId=${first?._id}`)
  await phone.tap(`attendee-${older?.id}`)
  await phone.reads('class-confirm', '安安')
  await phone.tap('class-confirm')
  await phone.arrives('pages/success/index')

  phone.launch()
  await phone.tap('home-kind-children')
  await until('the session in the list', () => {
    if (phone.has(`session-${next?._id}`)) return true
    phone.scrollDown()
    return false
  })
  await phone.tap(`session-${next?._id}`)
  await phone.reads('class-confirm', '安安')
  await phone.tap(`attendee-${younger?.id}`)
  await phone.reads('class-confirm', '为 2 个人预约')
  await phone.tap('class-confirm')
  await phone.arrives('pages/success/index')
  const [booked] = await cloud.stored('bookings', { sessionId: next?._id, partySize: 2 })
  expect(booked?.attendees.map(({ nickname }) => nickname)).toEqual(['安安', '乐乐'])
})

test('the list of what can be booked shows nothing full or closed, and is so again at the next start', async () => {
  const isOn = (phone: Phone) =>
    until('the choice', async () => (await phone.attribute('filter-bookable', 'aria-checked')) === 'true')
  const phone = new Phone(held.cloud, 'looking-around')
  phone.launch('pages/classes/index')
  await phone.settles()
  await phone.tap('filter-bookable')
  await isOn(phone)
  await phone.settles()
  expect(phone.text).toContain('名额')
  expect(phone.text).not.toMatch(/约满|停止预约|取消了/)
  phone.launch('pages/classes/index')
  await isOn(phone)
})
