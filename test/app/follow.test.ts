import { DAY, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, seedHousehold } from './support/class'
import { speedUp } from './support/pace'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

/** How often the pages under test renew what they show, ms. */
const BOOKING_MS = 20_000
const BOARD_MS = 30_000
const ROSTER_MS = 20_000
const MANAGER = 'manager'
/** Of the household only 果果 may come, so that nobody has to be chosen. */
const audience = { ageMin: 6, ageMax: 12, accompanied: 'no' as const }

const held = cloudForFile(async cloud => {
  const now = cloudNow()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering(), anOffering({ _id: 'opening', title: '抢手的课' })],
    sessions: [
      aSession(now, { _id: 'one-place', capacity: 1, startsAt: now + 3 * DAY, rules: { audience } }),
      aSession(now, { _id: 'missed', capacity: 1, startsAt: now + 5 * DAY, rules: { audience } }),
      aSession(now, { _id: 'cancelled-later', startsAt: now + 4 * DAY, rules: { audience } }),
      aSession(now, { _id: 'board', startsAt: now + 2 * MINUTE, rules: { audience } }),
    ],
    staff: [aStaff(MANAGER, { role: 'manager' })],
  })
})

const classPage = (sessionId: string) => `pages/class/index?id=calligraphy&sessionId=${sessionId}`

test('the result of joining a waitlist turns into the offer when a place becomes free while it is open', async () => {
  const { cloud } = held
  const taken = await book(cloud, 'first', 'one-place')
  await seedHousehold(cloud, 'second')
  speedUp(BOOKING_MS)
  const phone = new Phone(cloud, 'second')
  phone.launch(classPage('one-place'))
  await phone.reads('class-join', '为果果候补')
  await phone.tap('class-join')
  await phone.arrives('pages/success/index')
  await phone.sees('候补好了，排第 1 位')

  await cloud.ask('first', 'booking.cancel', { bookingId: taken.id })
  await phone.sees('轮到您了')
  expect(phone.text).not.toContain('候补好了')
  await phone.tap('offer-accept')
  await phone.sees('约好了，等您来')
})

test('the result says that an offer is over when nobody took it while it was open', async () => {
  const { cloud } = held
  const taken = await book(cloud, 'former', 'missed')
  await seedHousehold(cloud, 'away')
  speedUp(BOOKING_MS)
  const phone = new Phone(cloud, 'away')
  phone.launch(classPage('missed'))
  await phone.tap('class-join')
  await phone.arrives('pages/success/index')
  await cloud.ask('former', 'booking.cancel', { bookingId: taken.id })
  await phone.sees('轮到您了')

  const [offered] = await cloud.stored('bookings', { status: 'offered', sessionId: 'missed' })
  await cloud.change('bookings', offered?._id ?? '', { waitUntil: cloudNow() - 1 })
  await phone.reads('offer-left', '时间到了，名额让给了下一位')
  expect(await phone.attribute('offer-accept', 'aria-disabled')).toBe(true)
  expect(phone.text).not.toContain('轮到您了')
  expect(phone.text).not.toContain('约好了')
})

test('the result of a booking says so when the centre cancels the session while it is open', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'unlucky')
  speedUp(BOOKING_MS)
  const phone = new Phone(cloud, 'unlucky')
  phone.launch(classPage('cancelled-later'))
  await phone.reads('class-confirm', '为果果预约')
  await phone.tap('class-confirm')
  await phone.sees('约好了，等您来')
  await cloud.ask(MANAGER, 'staff.cancelSession', { centreId: CENTRE, sessionId: 'cancelled-later', reason: '停电' })
  await phone.sees('中心取消了')
  expect(phone.text).not.toContain('约好了，等您来')
  expect(phone.has('success-code')).toBe(false)
})

test('a class that opens while its page is in front can be booked at that moment', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'early')
  const startsAt = cloudNow() + 3 * DAY
  const opensBefore = 3 * DAY - 4000
  await cloud.seed({
    sessions: [
      aSession(cloudNow(), { _id: 'opens', offeringId: 'opening', startsAt, rules: { opensBefore, audience } }),
    ],
  })
  const phone = new Phone(cloud, 'early')
  phone.launch('pages/class/index?id=opening')
  await phone.reads('class-confirm', '开始预约')
  await phone.reads('class-confirm', '为果果预约')
})

test('the board of the day is renewed while it is in front', async () => {
  const { cloud } = held
  speedUp(BOARD_MS)
  const staff = new Phone(cloud, MANAGER)
  staff.launch(`packages/staff/pages/today/index?centreId=${CENTRE}`)
  await staff.reads('board-board', '0约了')
  await book(cloud, 'third', 'board')
  await staff.reads('board-board', '1约了')
})

test('a roster is renewed while it is in front', async () => {
  const { cloud } = held
  speedUp(ROSTER_MS)
  const staff = new Phone(cloud, MANAGER)
  staff.launch(`packages/staff/pages/roster/index?centreId=${CENTRE}&sessionId=board`)
  await staff.sees('预留')
  const before = await staff.read('staff-roster')
  await book(cloud, 'fifth', 'board')
  await until('another booking', async () => (await staff.read('staff-roster')) !== before)
})

test('a page is renewed by pulling it down, and the phone is told when that is done', async () => {
  const { cloud } = held
  const staff = new Phone(cloud, MANAGER)
  staff.launch(`packages/staff/pages/roster/index?centreId=${CENTRE}&sessionId=board`)
  await staff.sees('预留')
  const before = await staff.read('staff-roster')
  await book(cloud, 'fourth', 'board')
  expect(await staff.read('staff-roster')).toBe(before)
  staff.pullDown()
  await until('another booking', async () => (await staff.read('staff-roster')) !== before)
  await until('the end of the pull', () => staff.around.used.includes('stopPullDownRefresh'))
})
