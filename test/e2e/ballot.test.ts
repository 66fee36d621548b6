import { DAY, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering } from '../../worlds/fixtures/index'
import { aBallot, DRAW_BEFORE } from '../cloud/support/ballot'
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
    sessions: [aBallot(now, { capacity: 4 })],
    accounts: [aHousehold('family', now)],
  })
})
afterAll(() => cloud.close())

/** On a small phone, in both modes, nothing is cut off and there are no errors. */
async function fits({ page, complaints, settled }: Phone) {
  await settled()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  expect(complaints).toEqual([])
}

test.each(MODES)('register, be drawn, check the draw: at %d px, senior mode %s', async (width, senior) => {
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  await cloud.ask('other', 'ballot.register', input)
  const phone = await openPhone(cloud, 'family', { width, height: 700 })
  const { page, seen } = phone
  await phone.open('/pages/home/index')
  if (senior) await page.locator('#senior-switch').click()
  await phone.open(CLASS)
  await page.locator('#ballot-when').getByText('截止登记并抽签').waitFor()
  await fits(phone)
  await page.locator('#attendee-guoguo').click()
  await page.locator('#attendee-doudou').click()
  await page.locator('#class-register').click()
  await page.locator('#notices-allow').click()
  await page.locator('#success').getByText('登记好了，等抽签').waitFor()
  await page.locator('#draw-on').waitFor()
  await fits(phone)
  await seen('#ballot-proof').click()
  await page.locator('#proof-seed').getByText('抽签后公布').waitFor()
  const hash = await page.locator('#proof-hash').textContent()
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  await fits(phone)
  await phone.open(CLASS)
  await page.locator('#class-wait').getByText('已登记，等抽签').waitFor()

  cloud.later(3 * DAY - DRAW_BEFORE + MINUTE)
  await cloud.tick()
  expect(await cloud.outbox('family')).toHaveLength(1)
  await phone.open('/pages/bookings/index')
  await page.getByText('抽中了，已约好').waitFor()
  await fits(phone)
  await page.getByText('抽中了，已约好').click()
  await page.locator('#booking-proof').click()
  await page.locator('#proof-seed').waitFor()
  expect(await page.locator('#proof-hash').textContent()).toBe(hash)
  await page.getByText('指纹和您登记时手机记下的一样').waitFor()
  await page.locator('#proof-order').getByText('您家的签').waitFor()
  expect(await page.getByText('不对', { exact: true }).count()).toBe(0)
  expect(await page.getByText('对', { exact: true }).count()).toBe(5)
  await fits(phone)
  cloud.later(0)
  expect(await invariantViolations(cloud)).toEqual([])
  await phone.context.close()
})

test('a ticket is given back, and taken again', async () => {
  const phone = await openPhone(cloud, 'family')
  const { page } = phone
  const { booking } = await cloud.ask('family', 'ballot.register', {
    sessionId: 'calligraphy-1',
    memberIds: ['guoguo'],
  })
  await phone.open(`/pages/booking/index?id=${booking.id}`)
  await page.getByText('已登记，等抽签').waitFor()
  await page.locator('#wait-leave').click()
  await fits(phone)
  await page.locator('#wait-leave-yes').click()
  await page.getByText('已取消登记').first().waitFor()
  await phone.open(CLASS)
  await page.locator('#attendee-guoguo').click()
  await page.locator('#class-register').click()
  await page.locator('#notices-refuse').click()
  await page.locator('#draw-me').waitFor()
  await fits(phone)
  expect(await invariantViolations(cloud)).toEqual([])
  await phone.context.close()
})
