import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
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
    sessions: [aSession(now, { startsAt: now + 2 * DAY, capacity: 2 })],
    accounts: [aHousehold('family', now), aHousehold('holder', now)],
  })
})
afterAll(() => cloud.close())

/** On a small phone, in both modes, nothing is cut off and there are no errors. */
async function fits({ page, complaints, settled }: Phone) {
  await settled()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  expect(complaints).toEqual([])
}

describe.each(MODES)('at %d px, senior mode %s', (width, senior) => {
  test('from a full class to a place: join, wait, be offered, confirm', async () => {
    const input = { sessionId: 'calligraphy-1', memberIds: ['guoguo', 'doudou'] }
    const held = (await cloud.ask('holder', 'booking.create', input)).booking
    await cloud.ask('other', 'waitlist.join', { sessionId: 'calligraphy-1', memberIds: ['self'] })
    const phone = await openPhone(cloud, 'family', { width, height: 700 })
    const { page } = phone
    await phone.open('/pages/home/index')
    if (senior) await page.locator('#senior-switch').click()

    await phone.open(CLASS)
    await page.locator('#attendee-guoguo').click()
    await page.locator('#class-waiting').getByText('前面有 1 家在候补').waitFor()
    await fits(phone)
    await page.locator('#class-join').click()
    await page.locator('#success').getByText('候补好了，排第 2 位').waitFor()
    await page.locator('#tell-me').click()
    await page.locator('#notices-allow').click()
    await page.locator('#tell-on').waitFor()
    await fits(phone)
    await page.locator('#success-wait').click()
    await page.locator('#wait-leave').waitFor()
    await fits(phone)
    await phone.open(CLASS)
    await page.locator('#class-wait').waitFor()
    await fits(phone)

    await cloud.ask('holder', 'booking.cancel', { bookingId: held.id })
    await cloud.tick()
    expect(await cloud.outbox('family')).toHaveLength(1)
    await phone.open('/pages/bookings/index')
    await page.getByText('去确认').waitFor()
    await fits(phone)
    await phone.open('/pages/home/index')
    await page.locator('#home-offer').waitFor()
    await fits(phone)
    await page.locator('#home-offer').click()
    await page.locator('#offer-left').getByText('留到').waitFor()
    await fits(phone)
    await page.locator('#offer-accept').click()
    await page.locator('#success').getByText('约好了').waitFor()
    await page.locator('#success-code').waitFor()
    expect(await invariantViolations(cloud)).toEqual([])
    await fits(phone)
    await phone.context.close()
  })

  test('an offer that is declined, and one that came too late', async () => {
    const input = { sessionId: 'calligraphy-1', memberIds: ['guoguo', 'doudou'] }
    const held = (await cloud.ask('holder', 'booking.create', input)).booking
    const join = async (openid: string) =>
      (await cloud.ask(openid, 'waitlist.join', { sessionId: 'calligraphy-1', memberIds: ['self'] })).booking.id
    const [declined, late] = [await join('family'), await join('late')]
    await cloud.ask('holder', 'booking.cancel', { bookingId: held.id })

    const phone = await openPhone(cloud, 'family', { width, height: 700 })
    await phone.open(`/pages/booking/index?id=${declined}`)
    await phone.page.locator('#wait-leave').click()
    await fits(phone)
    await phone.page.locator('#wait-leave-yes').click()
    await phone.page.getByText('候补结束').first().waitFor()
    await phone.page.getByText('没有要这个名额').waitFor()
    await phone.context.close()

    const other = await openPhone(cloud, 'late', { width, height: 700 })
    await other.open(`/pages/booking/index?id=${late}`)
    await other.page.locator('#offer-accept').waitFor()
    // The offer has expired in the cloud; the phone does not know yet.
    cloud.later(40 * MINUTE)
    await other.page.locator('#offer-accept').click()
    await other.page.locator('#offer-problem').getByText('这个名额只留到').waitFor()
    cloud.later(0)
    expect(await invariantViolations(cloud)).toEqual([])
    await other.context.close()
  })
})
