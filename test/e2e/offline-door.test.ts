import { currentCode } from '@domain/checkin/code'
import { MINUTE } from '@domain/time'
import type { BrowserContext } from 'playwright-core'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const SESSION = 'calligraphy-today'
const TODAY = `/staff/pages/today/index?centreId=${CENTRE}`
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  const startsAt = cloudNow() + 10 * MINUTE
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(cloudNow(), { _id: SESSION, startsAt, capacity: 40 })],
    staff: ['door', 'leaver', 'dismissed'].map(openid => aStaff(openid)),
  })
})
afterAll(() => cloud.close())

/** A person who has booked and can show a code. */
async function guest(openid: string) {
  const { booking } = await cloud.ask(openid, 'booking.create', { sessionId: SESSION, memberIds: ['self'] })
  const { id, secret } = booking
  return { openid, id, codeNow: () => currentCode(secret ?? '', id, cloudNow(), booking) }
}

const guests = (prefix: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => guest(`${prefix}-${n}`)))

/** A phone at the door that has downloaded the roster. */
async function doorPhone(openid: string): Promise<Phone> {
  const phone = await openPhone(cloud, openid, { prefetches: true })
  await phone.open(TODAY)
  await phone.page.waitForFunction(key => localStorage.getItem(key) !== null, `nf:${openid}:pack`)
  await phone.seen('#staff-scan').click()
  await phone.seen('input#staff-digits').waitFor()
  return phone
}

/** Types the digits of a code and waits for the result screen. */
async function typeCode({ seen }: Phone, digits: string): Promise<string> {
  await seen('input#staff-digits').fill(digits)
  await seen('#staff-result').waitFor()
  return (await seen('#staff-result').textContent()) ?? ''
}

const CLOUD = '**/invoke/**'
/** Makes the cloud unreachable; the app's files stay available, as on a phone. */
const cutOff = (context: BrowserContext) => context.route(CLOUD, route => route.abort())
const badge = ({ seen }: Phone) => seen('#queue-badge')
const checkedIn = async () => (await cloud.stored('bookings')).filter(({ checkIn }) => checkIn !== null).length
/** A browser logs an error for every call without network. */
const otherComplaints = ({ complaints }: Phone) =>
  complaints.filter(text => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(text))

test('network off, five come in, the page is closed and opened, network back: all are in, on the roster and on their phone', async () => {
  const people = await guests('line', 5)
  const phone = await doorPhone('door')
  const { context, seen } = phone
  await context.setOffline(true)
  for (const [n, person] of people.entries()) {
    const said = await typeCode(phone, person.codeNow().digits)
    expect(said).toContain('请进 · 先记在手机里')
    await seen('#staff-next').click()
    await badge(phone)
      .getByText(`${n + 1} 个待上传`)
      .waitFor()
  }
  expect(await typeCode(phone, people[0]?.codeNow().digits ?? '')).toContain('已经签到过')
  expect(await checkedIn()).toBe(0)

  // Closed before it finds the network: a call that is held up while its page closes would go out after all.
  await phone.page.close()
  await cutOff(context)
  await context.setOffline(false)
  const again = await context.newPage()
  await again.clock.install({ time: Date.now() + 3 * MINUTE })
  await again.goto(`${cloud.url}/app/index.html?as=door#${TODAY}`)
  const shown = again.locator('#queue-badge >> visible=true')
  await shown.getByText(/5 个待上传，最早一个是 \d+ 分钟前签的/).waitFor()
  expect(await checkedIn()).toBe(0)

  await context.unroute(CLOUD)
  await context.setOffline(true)
  await context.setOffline(false)
  await shown.waitFor({ state: 'detached' })
  expect(await checkedIn()).toBe(5)
  expect(await cloud.stored('checkins')).toHaveLength(5)
  expect(await cloud.stored('checkins', { way: 'offline' })).toHaveLength(5)

  await again.goto('about:blank')
  await again.goto(
    `${cloud.url}/app/index.html?as=door#/staff/pages/roster/index?centreId=${CENTRE}&sessionId=${SESSION}`,
  )
  await again.getByText('到了 5 / 约了 5').waitFor()
  const resident = await openPhone(cloud, people[0]?.openid ?? '')
  await resident.open(`/pages/code/index?id=${people[0]?.id}`)
  await resident.seen('#code-checked-in').getByText('已签到').waitFor()
  expect([...otherComplaints(phone), ...resident.complaints]).toEqual([])
  await Promise.all([context.close(), resident.context.close()])
})

/** A phone that has checked somebody in while the cloud is unreachable, and the booking. */
async function phoneWithScan(openid: string) {
  const { id, codeNow } = await guest(`guest-of-${openid}`)
  const phone = await doorPhone(openid)
  await cutOff(phone.context)
  expect(await typeCode(phone, codeNow().digits)).toContain('先记在手机里')
  return { phone, bookingId: id }
}
const isIn = async (bookingId: string) => (await cloud.stored('bookings', { _id: bookingId }))[0]?.checkIn !== null
const rolesOf = async (openid: string) => (await cloud.stored('staff', { _id: accountIdOf(openid) }))[0]?.roles
const scansOn = ({ page }: Phone) =>
  page.evaluate(() => Object.keys(localStorage).filter(key => key.includes(':scan:')).length)

test('whoever is staff erases nothing while scans wait on their phone; they are brought in first', async () => {
  const { phone, bookingId } = await phoneWithScan('leaver')
  const { seen, context } = phone
  await phone.open('/privacy/pages/data/index')
  await seen('#data-erase').click()
  await seen('text=还有 1 次签到没上传').waitFor()
  expect(await seen('#data-erase-yes').count()).toBe(0)
  expect([await scansOn(phone), (await rolesOf('leaver'))?.length]).toEqual([1, 1])

  await context.unroute(CLOUD)
  await seen('#data-erase').click()
  await seen('#data-erase-yes').waitFor()
  expect(await isIn(bookingId)).toBe(true)
  await seen('#data-erase-yes').click()
  await seen('#home').waitFor()
  expect([await scansOn(phone), await rolesOf('leaver')]).toEqual([0, []])
  expect(otherComplaints(phone)).toEqual([])
  await context.close()
})

test('whoever works there no longer is told before that their scans go too', async () => {
  const { phone, bookingId } = await phoneWithScan('dismissed')
  const { seen, context } = phone
  await cloud.change('staff', accountIdOf('dismissed'), { roles: [] })
  await context.unroute(CLOUD)
  await phone.open('/privacy/pages/data/index')
  await seen('#data-erase').click()
  await seen('text=有 1 次断网时的签到再也传不上去').waitFor()
  await seen('#data-erase-yes').click()
  await seen('#home').waitFor()
  expect([await scansOn(phone), await isIn(bookingId)]).toEqual([0, false])
  expect(otherComplaints(phone)).toEqual([])
  await context.close()
})
