import { DAY, HOUR, MINUTE, startOfLocalDay } from '@domain/time'
import { aSession, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, DOOR, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const singingAt = startOfLocalDay(cloudNow(), 1) + 14 * HOUR

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.change('sessions', CLASS.today, { capacity: 8, reserve: 3, seatsLeft: 5 })
  const about = { _id: 'singing', title: '合唱团', startsAt: singingAt, capacity: 6, reserve: 2 }
  await cloud.seed({ sessions: [aSession(cloudNow(), about)] })
})

const ROSTER = `packages/staff/pages/roster/index?centreId=${CENTRE}&sessionId=${CLASS.today}`
const bookingsOf = (sessionId: string) => held.cloud.stored('bookings', { sessionId, status: 'confirmed' })
const logOf = (bookingId: string) => held.cloud.stored('checkins', { bookingId })

test('from the board, somebody without a booking is in with two taps, and stands on the roster', async () => {
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch(`packages/staff/pages/today/index?centreId=${CENTRE}`)
  await staff.tap(`walk-in-${CLASS.today}`)
  await staff.sees('预留 3')
  await staff.tap('walk-in-yes')
  await staff.sees('请进')
  expect(await staff.read('staff-result')).toContain('现场来客 · 1 人')
  expect(staff.around.used).toContain('vibrateShort')
  const [booking] = await bookingsOf(CLASS.today)
  expect(booking).toMatchObject({ partySize: 1, fromReserve: 1, guest: { name: null, lastFour: null } })

  await staff.tap('staff-next')
  await staff.tap(`board-${CLASS.today}`)
  await staff.arrives('packages/staff/pages/roster/index')
  await staff.reads(`roster-${booking?._id}`, '现场登记')
  await staff.sees('预留 2')
})

test('found by name and let in, taken back with a reason, let in again: the log says it all', async () => {
  const { id } = await book(held.cloud, 'without-phone', CLASS.today)
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch(`packages/staff/pages/scan/index?centreId=${CENTRE}&sessionId=${CLASS.today}`)
  await staff.tap('staff-find')
  await staff.arrives('packages/staff/pages/find/index')
  await staff.type('find-query', '没有这个人')
  await staff.sees('这一场没有找到「没有这个人」')
  await staff.type('find-query', '果')
  await staff.tap(`let-in-${id}`)
  await staff.reads('staff-result', '果＊ · 1 人')
  await staff.tap('staff-undo')
  await staff.reads('undo-yes', '请先写原因')
  await staff.tapText('签错人了')
  await staff.reads('undo-yes', '撤销签到')
  await staff.tap('undo-yes')
  await staff.sees('签到撤销了')
  await staff.seesNoMore('请进，')
  expect((await held.cloud.stored('bookings', { _id: id }))[0]?.checkIn).toBeNull()

  staff.launch(ROSTER)
  await staff.tap(`roster-${id}`)
  await staff.tap('row-let-in')
  await staff.reads('staff-result', '请进')
  await staff.tap('staff-next')
  await staff.reads(`roster-${id}`, '到了')
  await staff.tap(`roster-${id}`)
  await staff.tap('row-undo')
  await staff.type('change-reason', '人数没对上')
  await staff.reads('undo-yes', '撤销签到')
  await staff.tap('undo-yes')
  await staff.reads(`roster-${id}`, '没到')
  await staff.reads(`roster-${id}`, '撤销过签到：人数没对上')
  await staff.tap(`roster-${id}`)
  await staff.reads('row-undone', '撤销过签到：人数没对上')
  const resident = new Phone(held.cloud, 'without-phone')
  resident.launch(`pages/booking/index?id=${id}`)
  await resident.sees('签到被撤销了')
  await resident.sees('原因：人数没对上。人到了，请再签一次。')
  expect((await logOf(id)).sort((a, b) => a.n - b.n)).toMatchObject([
    { what: 'in', way: 'name' },
    { what: 'undo', reason: '签错人了' },
    { what: 'in', way: 'name' },
    { what: 'undo', reason: '人数没对上' },
  ])
})

test('whom the last code let in is still there to be taken back when the next one stands at the door', async () => {
  const { id, secret } = await book(held.cloud, 'with-code', CLASS.today)
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch(`packages/staff/pages/scan/index?centreId=${CENTRE}`)
  const { digits } = await held.cloud.codeAt(secret ?? '', id, cloudNow())
  await staff.type('staff-digits', digits)
  await staff.tap('staff-next')
  await staff.reads('last-in', '上一位：果＊ · 1 人')
  await staff.tap('last-undo')
  await staff.tapText('人还没到')
  await staff.reads('undo-yes', '撤销签到')
  await staff.tap('undo-yes')
  await staff.seesNoMore('上一位')
  expect((await held.cloud.stored('bookings', { _id: id }))[0]?.checkIn).toBeNull()
})

test('without a network nothing that was typed is lost, and trying again registers once', async () => {
  const before = (await bookingsOf(CLASS.today)).length
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch(ROSTER)
  await staff.tap('session-walk-in')
  await staff.tap('people-more')
  await staff.reads('people', '2')
  await staff.tap('walk-in-name')
  await staff.type('guest-name', '段叔')
  await staff.type('guest-digits', '7001')
  // The call arrives; its answer does not.
  staff.around.answersLost = true
  await staff.reads('walk-in-yes', '登记 2 人，请进')
  await staff.tap('walk-in-yes')
  await staff.sees('没连上网，不知道登记上没有')
  await staff.sees('2 人 · 段叔 · 尾号 7001')
  // The form is closed and opened again, as when staff serve somebody else in between.
  await staff.tap('walk-in-keep')
  await staff.seesNoMore('段叔')
  await staff.tap('session-walk-in')
  await staff.sees('2 人 · 段叔 · 尾号 7001')
  staff.around.answersLost = false
  await staff.tap('walk-in-yes')
  await staff.reads('staff-result', '段＊ · 2 人')
  expect(await bookingsOf(CLASS.today)).toHaveLength(before + 1)

  staff.launch(`packages/staff/pages/find/index?centreId=${CENTRE}`)
  staff.setOnline(false)
  await staff.type('find-query', '7001')
  await staff.sees('没连上网，现在按名字找不了')
  await staff.sees('扫码没网也能签')
  staff.setOnline(true)
  await staff.tap('find-retry')
  await staff.sees('段＊ · 2 人')
})

test('booked by phone, told what to say at the door, found by the last four digits on the day, and in', async () => {
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch(`packages/staff/pages/today/index?centreId=${CENTRE}`)
  await staff.tap('staff-book-entrance')
  await staff.arrives('packages/staff/pages/book/index')
  await staff.tap('book-singing')
  await staff.reads('book-for-yes', '请写怎么称呼')
  await staff.type('guest-name', '杨大爷')
  await staff.reads('book-for-yes', '请写手机尾号 4 位')
  await staff.type('guest-digits', '2468')
  await staff.reads('book-for-yes', '约 1 人')
  await staff.tap('book-for-yes')
  const words = await staff.read('tell-caller')
  for (const said of [
    '明天 14:00–15:30',
    '二楼小课桌',
    '江川区宁海街道1号',
    '报「杨大爷」和尾号 2468',
    '0877-5550100',
  ]) {
    expect(words).toContain(said)
  }
  await staff.tap('tell-caller-done')
  const [booking] = await bookingsOf('singing')
  expect(booking).toMatchObject({ partySize: 1, fromReserve: 1, checkIn: null })

  // The same caller is booked again by mistake.
  await staff.tap('book-singing')
  await staff.type('guest-name', '杨大爷')
  await staff.type('guest-digits', '2468')
  await staff.reads('book-for-yes', '约 1 人')
  await staff.tap('book-for-yes')
  await staff.sees('这个名字和尾号已经约过这一场')

  // A whole number in the field for four digits, and a name that was typed with a space.
  await staff.type('guest-name', '杨 大爷')
  await staff.type('guest-digits', '＋８６ 138 0000-2468')
  await staff.reads('book-for', '只记手机号最后 4 位：2468')
  await staff.reads('book-for-yes', '约 1 人')
  await staff.tap('book-for-yes')
  await staff.sees('这个名字和尾号已经约过这一场')

  // At 13:40 the next day.
  await held.cloud.later(DAY + 100 * MINUTE)
  staff.launch(`packages/staff/pages/find/index?centreId=${CENTRE}`)
  await staff.type('find-query', '杨 大爷')
  await staff.sees('杨＊＊ · 1 人')
  await staff.type('find-query', '')
  await staff.seesNoMore('杨＊＊ · 1 人')
  await staff.type('find-query', '(+86) 138 0000 2468')
  await staff.sees('杨＊＊ · 1 人')
  await staff.tap(`let-in-${booking?._id}`)
  await staff.reads('staff-result', '请进')
  await held.cloud.later(0)
})

test('what was booked at the desk is cancelled there, asked once; the reserve has its place back', async () => {
  const { bookingId } = await held.cloud.ask(DOOR.openid, 'staff.bookFor', {
    centreId: CENTRE,
    sessionId: CLASS.later,
    people: 1,
    name: '马阿姨',
    lastFour: '9999',
  })
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch(`packages/staff/pages/roster/index?centreId=${CENTRE}&sessionId=${CLASS.later}`)
  await staff.tap(`roster-${bookingId}`)
  await staff.sees('还没到签到时间')
  expect(staff.has('row-let-in')).toBe(false)
  await staff.tap('row-cancel')
  await staff.sees('他没有手机，收不到通知')
  await staff.tap('cancel-guest-yes')
  await staff.sees('还没有人约')
  expect(await bookingsOf(CLASS.later)).toEqual([])
})
