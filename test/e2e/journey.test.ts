import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'
import { readPicture } from './support/picture'

const now = cloudNow()
const born = new Date(now - 8.5 * 365 * DAY)
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [
      aSession(now, {
        _id: 'soon',
        // Late enough for a reminder, soon enough to check in.
        startsAt: now + 45 * MINUTE,
        capacity: 3,
        rules: { cancelBefore: 0, checkInBefore: HOUR, audience: { ageMin: 6, ageMax: 12, accompanied: 'no' } },
      }),
    ],
    staff: [aStaff('staff')],
  })
})
afterAll(() => cloud.close())

/** A new parent adds a child and books, from the first screen to the confirmation. */
async function bookAsNewParent(phone: Phone): Promise<void> {
  const { page, seen } = phone
  await phone.open('/pages/home/index')
  await seen('#home-classes').click()
  await page.getByText('书法小课桌').first().click()
  await seen('#member-add').click()
  await seen('input#member-nickname').fill('果果')
  await seen('#member-birth').click()
  await seen('#year-sheet').getByText(String(born.getUTCFullYear()), { exact: true }).click()
  await seen(`#month-${born.getUTCMonth() + 1}`).click()
  await seen('#member-consent').click()
  await seen('#member-save').click()
  await seen('#privacy-agree').click()
  await seen('#class-confirm').getByText('为果果预约').waitFor()
  await seen('#class-confirm').click()
  await seen('#success').waitFor()
}

test('a new parent finds a class, adds the child on the way, books, and cancels again', async () => {
  const phone = await openPhone(cloud, 'new-parent')
  const { seen } = phone
  await bookAsNewParent(phone)
  const [booking] = await cloud.stored('bookings', { status: 'confirmed' })
  expect(booking).toMatchObject({ sessionId: 'soon', attendees: [{ nickname: '果果' }] })

  await seen('#remind-me').click()
  await seen('#notices-allow').click()
  await seen('#remind-on').waitFor()

  await seen('#success-home').click()
  await seen('#home-next').waitFor()
  await phone.open('/pages/bookings/index')
  await seen(`#booking-${booking?._id}`).waitFor()
  await phone.open(`/pages/booking/index?id=${booking?._id}`)
  await seen('#booking-cancel').click()
  await seen('#booking-cancel-yes').click()
  await seen('text=已取消').first().waitFor()
  expect(await cloud.stored('bookings', { status: 'confirmed' })).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

test('the picture on the screen is read, staff let the child in, and the parent sees it', async () => {
  const parent = await openPhone(cloud, 'parent')
  await bookAsNewParent(parent)
  await parent.seen('#success-code').click()
  await parent.seen('#code-digits').waitFor()
  const [booking] = await cloud.stored('bookings', { status: 'confirmed' })

  const scanned = await readPicture(parent, '#code-picture')
  expect(scanned.startsWith(`NF1.${booking?._id}.`)).toBe(true)
  const digits = (await textOf(parent, '#code-digits')).replace(/\D/g, '')
  expect(digits).toMatch(/^\d{8}$/)

  const staff = await openPhone(cloud, 'staff')
  await staff.open(`/staff/pages/today/index?centreId=${CENTRE}`)
  await staff.seen('#staff-scan').click()
  await staff.seen('input#staff-digits').fill(digits)
  await staff.seen('#staff-result').waitFor()
  expect(await textOf(staff, '#staff-result')).toContain('果＊')
  expect((await cloud.stored('bookings', { _id: booking?._id }))[0]?.checkIn).not.toBeNull()

  await staff.seen('#staff-next').click()
  await staff.seen('input#staff-digits').fill(digits)
  await staff.seen('#staff-result').waitFor()
  expect(await textOf(staff, '#staff-result')).toMatch(/已经|之前|签到过/)

  await parent.seen('#code-checked-in').waitFor()
  expect(parent.complaints).toEqual([])
  expect(staff.complaints).toEqual([])
  await Promise.all([parent.context.close(), staff.context.close()])
})

test('without network the code of a booking that was seen before still shows', async () => {
  const phone = await openPhone(cloud, 'parent')
  const [booking] = await cloud.stored('bookings', { status: 'confirmed' })
  await phone.open(`/pages/code/index?id=${booking?._id}`)
  await phone.seen('#code-digits, #code-checked-in').first().waitFor()
  await phone.page.route('**/invoke/**', route => route.abort())
  await phone.page.reload()
  await phone.seen('#code-digits, #code-checked-in').first().waitFor()
  await phone.context.close()
})

test('a full class says so and books nobody', async () => {
  for (const openid of ['first', 'second', 'third', 'fourth']) {
    await cloud.ask(openid, 'member.save', {
      relation: 'child',
      nickname: '小满',
      birthMonth: born.toISOString().slice(0, 7),
      guardianConsent: true,
    })
  }
  const childOf = async (openid: string) => (await cloud.ask(openid, 'me.get', {})).members[1]?.id ?? ''
  const phone = await openPhone(cloud, 'fourth')
  await phone.open('/pages/class/index?id=calligraphy')
  await phone.page.getByText('小满').first().waitFor()
  for (const openid of ['first', 'second', 'third']) {
    await cloud.codeOf(openid, 'booking.create', { sessionId: 'soon', memberIds: [await childOf(openid)] })
  }
  // The phone still shows free places; the refusal updates it.
  await phone.seen('#class-confirm').getByText('为小满预约').click()
  await phone.seen('#class-problem').waitFor()
  expect(await textOf(phone, '#class-problem')).toContain('满')
  expect((await cloud.ask('fourth', 'booking.list', { scope: 'coming' })).items).toEqual([])
  await phone.context.close()
})

async function textOf({ seen }: Phone, selector: string): Promise<string> {
  return (await seen(selector).textContent()) ?? ''
}
