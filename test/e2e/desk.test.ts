import { DAY, HOUR, MINUTE, startOfLocalDay } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const now = cloudNow()
let cloud: WholeCloud
let staff: Phone

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', now)],
    sessions: [
      aSession(now, { _id: 'soon', startsAt: now + 20 * MINUTE, capacity: 12, reserve: 3 }),
      aSession(now, {
        _id: 'tomorrow',
        title: '合唱团',
        startsAt: startOfLocalDay(now, 1) + 14 * HOUR,
        capacity: 6,
        reserve: 1,
      }),
    ],
    staff: [aStaff('staff')],
  })
  staff = await openPhone(cloud, 'staff')
})
afterAll(async () => {
  expect(staff.complaints).toEqual([])
  await cloud.close()
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
})

const page = (name: string, more = '') => `/staff/pages/${name}/index?centreId=${CENTRE}${more}`

test('a walk-in is in with two taps; a scan that was wrong is taken back from the result', async () => {
  const { seen } = staff
  await staff.open(page('roster', '&sessionId=soon'))
  await seen('#session-walk-in').click()
  await seen('#walk-in-yes').click()
  await seen('#staff-result').getByText('现场来客 · 1 人').waitFor()
  await seen('#staff-next').click()
  await seen('#staff-roster').getByText('预留 2').waitFor()

  await seen('#session-walk-in').click()
  for (let people = 1; people < 10; people++) await seen('#people-more').click()
  await seen('#walk-in-yes').getByText('登记 10 人').waitFor()
  expect(await seen('#people-more').getAttribute('aria-disabled')).toBe('true')
  await seen('#walk-in-yes').click()
  await seen('#staff-result').getByText('现场来客 · 10 人').waitFor()
  await seen('#staff-undo').click()
  await seen('#undo-sheet').getByText('人数不对').click()
  await seen('#undo-yes').click()
  await seen('#staff-result').waitFor({ state: 'detached' })
  await seen('#staff-roster').getByText('到了 1 / 约了 11').waitFor()

  const wrong = (await cloud.stored('bookings', { sessionId: 'soon', partySize: 10 }))[0]?._id
  await seen(`#roster-${wrong}`).click()
  await seen('#row-cancel').click()
  await seen('#cancel-guest-yes').click()
  await seen('#staff-roster')
    .getByText(/到了 1 \/ 约了 1(?!\d)/)
    .waitFor()
  await seen('#session-walk-in').click()
  await seen('#walk-in').getByText('预留 2').waitFor()
})

test('a child without a phone is found by name and let in; the roster takes it back, and lets in again', async () => {
  const { seen, page: browserPage } = staff
  const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: 'soon', memberIds: ['guoguo', 'doudou'] })
  await staff.open(page('today'))
  await seen('#staff-find').click()
  await browserPage.waitForFunction(() => document.activeElement?.id === 'find-query')
  await seen('input#find-query').fill('豆豆')
  await seen(`#let-in-${booking.id}`).click()
  await seen('#staff-result').getByText('果＊、豆＊ · 2 人').waitFor()
  await seen('#staff-next').click()
  await seen('input#find-query').fill('豆豆')
  await seen(`#found-${booking.id}`).getByText('到了').waitFor()

  await staff.open(page('roster', '&sessionId=soon'))
  await seen(`#roster-${booking.id}`).click()
  await seen('#row-undo').click()
  await seen('input#change-reason').fill('孩子还在路上')
  await seen('#undo-yes').click()
  await seen(`#roster-${booking.id}`).getByText('没到').waitFor()
  await seen(`#roster-${booking.id}`).click()
  await seen('#row-let-in').click()
  await seen('#staff-result').getByText('请进').waitFor()
  const log = await cloud.stored('checkins', { bookingId: booking.id })
  expect(log.sort((a, b) => a.n - b.n)).toMatchObject([
    { what: 'in', way: 'name' },
    { what: 'undo', reason: '孩子还在路上' },
    { what: 'in', way: 'name' },
  ])
})

test('a caller is booked, and on the day the last four digits let the caller in; a full session says why not', async () => {
  const { seen } = staff
  await staff.open(page('book'))
  await seen('#book-tomorrow').click()
  await seen('input#guest-name').fill('杨大爷')
  await seen('input#guest-digits').fill('2468')
  await seen('#book-for-yes').click()
  await seen('#tell-caller').getByText('到门口报「杨大爷」和尾号 2468').waitFor()
  await seen('#tell-caller-done').click()

  await cloud.ask('other', 'booking.create', { sessionId: 'tomorrow', memberIds: ['self'] })
  await staff.open(page('roster', '&sessionId=tomorrow'))
  await seen('#session-book-for').click()
  for (let people = 1; people < 6; people++) await seen('#people-more').click()
  await seen('#desk-problem').getByText('只剩 4 个名额了').waitFor()
  await seen('input#guest-name').fill('普奶奶')
  await seen('input#guest-digits').fill('1357')
  await seen('#book-for-yes').click()
  await seen('#desk-problem').getByText('只剩 4 个名额了').waitFor()
  expect(await cloud.stored('bookings', { sessionId: 'tomorrow' })).toHaveLength(2)

  // At 13:40 the next day.
  cloud.later(DAY + 100 * MINUTE)
  await staff.open(page('find'))
  await seen('input#find-query').fill('138 7770 2468')
  await seen('#staff-find-page').getByText('杨＊＊ · 1 人').waitFor()
  await seen('#staff-find-page').getByText('请进', { exact: true }).click()
  await seen('#staff-result').getByText('请进').waitFor()
  cloud.later(0)
})
