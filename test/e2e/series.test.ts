import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { aSeries } from '../cloud/support/series'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { MODES } from './support/modes'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const now = cloudNow()
const CLASS = '/pages/class/index?id=calligraphy'
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('family', now)],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

/** Nothing is cut off, and there are no errors. */
async function fits({ page, complaints, settled }: Phone) {
  await settled()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  expect(complaints).toEqual([])
}

describe.each(MODES)('at %d px, senior mode %s', (width, senior) => {
  test('a family books the whole series, finds it as one card, gives one session back, then the rest', async () => {
    await cloud.seed({ sessions: aSeries(now, { count: 6 }) })
    const phone = await openPhone(cloud, 'family', { width, height: 700 })
    const { seen } = phone
    await phone.open('/pages/home/index')
    if (senior) await phone.page.locator('#senior-switch').click()
    await phone.open(CLASS)
    await seen('#way-whole').getByText('报名整期（6 节）').click()
    await seen('#whole-dates').waitFor()
    await seen('#attendee-guoguo').click()
    await fits(phone)
    await seen('#class-confirm').getByText('报名整期').click()
    await seen('#success-course').getByText('整期 6 节都约好了').waitFor()
    await fits(phone)
    const [enrolment] = await cloud.stored('enrolments')
    expect(enrolment).toMatchObject({ state: 'confirmed', attendees: [{ nickname: '果果' }] })

    await phone.open('/pages/bookings/index')
    await seen(`#course-${enrolment?._id}`).getByText('整期 1/6').waitFor()
    expect(await phone.page.locator('[id^=booking-]:visible').count()).toBe(0)
    await fits(phone)
    await seen(`#course-${enrolment?._id}`).click()
    await seen('#course').getByText('还有 6 节').waitFor()
    await fits(phone)

    await seen(`#part-${enrolment?.sessions[1]?.bookingId}`).click()
    await seen('#booking-cancel').click()
    await phone.page.getByText('整期的其他几节照常上', { exact: false }).waitFor()
    await seen('#booking-cancel-yes').click()
    await seen('text=已取消').first().waitFor()
    await phone.open(`/pages/course/index?id=${enrolment?._id}`)
    await seen('#course-cancel').getByText('取消剩下的 5 节').click()
    await fits(phone)
    await seen('#course-cancel-yes').click()
    await seen('#course').getByText('没有要上的课了').waitFor()
    expect(await cloud.stored('bookings', { status: 'confirmed' })).toEqual([])
    expect(await invariantViolations(cloud)).toEqual([])
    await fits(phone)
    await phone.context.close()
  })
})

test('a session that filled up meanwhile refuses the whole, and the page says which one', async () => {
  await cloud.seed({ sessions: aSeries(now, { count: 3, mode: 'whole', capacity: 1 }) })
  const phone = await openPhone(cloud, 'family')
  await phone.open(CLASS)
  await phone.seen('#attendee-guoguo').click()
  await phone.seen('#class-confirm').getByText('为果果报名整期').waitFor()
  await cloud.ask('other', 'booking.createSeries', { seriesId: 'summer', memberIds: ['self'] })
  await phone.seen('#class-confirm').click()
  await phone.seen('#class-problem').getByText('那一节：这节课已约满').waitFor()
  await phone.seen('#class-confirm').getByText('约不了整期').waitFor()
  expect(await cloud.stored('bookings', { status: 'confirmed' })).toHaveLength(3)
  await phone.context.close()
})

test('a manager gives a full session more places, and excuses everybody when it is over', async () => {
  await cloud.seed({ sessions: aSeries(now, { count: 1, capacity: 1 }) })
  const input = { sessionId: 'summer-1', memberIds: ['self'] }
  const { booking } = await cloud.ask('family', 'booking.create', input)
  await cloud.ask('other', 'waitlist.join', input)
  const phone = await openPhone(cloud, 'manager', { width: 320, height: 640 })
  const roster = `/staff/pages/roster/index?centreId=${CENTRE}&sessionId=summer-1`
  await phone.open(roster)
  await phone.seen('#session-capacity').click()
  await phone.seen('#capacity-sheet').getByText('候补 1 家').waitFor()
  expect(await phone.seen('#capacity-less').getAttribute('aria-disabled')).toBe('true')
  await phone.seen('#capacity-save').getByText('现在是 1 个').waitFor()
  await phone.seen('#capacity-more').click()
  await phone.seen('#capacity-more').click()
  await phone.seen('#capacity-effect').getByText('多出的 2 个名额会先给候补的人').waitFor()
  await fits(phone)
  await phone.seen('#capacity-save').click()
  await phone.page.locator('#capacity-sheet').waitFor({ state: 'detached' })
  expect((await cloud.stored('sessions'))[0]).toMatchObject({ capacity: 3, seatsLeft: 1, waiting: 0 })

  // The new capacity is below the places taken meanwhile; the open sheet does not know yet.
  await phone.seen('#session-capacity').click()
  await phone.seen('#capacity-less').click()
  await cloud.ask('late', 'booking.create', input)
  await phone.seen('#capacity-save').click()
  await phone.page.getByText('已经约出和预留 3 个名额').waitFor()
  await phone.seen('#capacity-keep').click()

  // The offer expires first; after that, the no-shows of the session are finalized.
  for (const minutes of [0, 5]) {
    cloud.later(4 * DAY + minutes * MINUTE)
    await cloud.tick()
  }
  await phone.open(roster)
  await phone.seen('#session-excuse').click()
  await phone.page.getByText('停电').click()
  await fits(phone)
  await phone.seen('#session-excuse-yes').click()
  await phone.page.getByText('没来的不算：停电').waitFor()
  const family = await openPhone(cloud, 'family')
  await family.open(`/pages/booking/index?id=${booking.id}`)
  await family.page.getByText('停电，这节课没来都不算', { exact: false }).waitFor()
  await family.context.close()
  await phone.context.close()
})
