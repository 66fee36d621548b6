import type { FrameLocator } from 'playwright-core'
import { yuxiWorld } from '../../worlds/demo'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

/** What a new user sees after `npm start`. */
const world = yuxiWorld(cloudNow())
const parent = world.personas.find(({ openid }) => openid === 'demo-parent')
const coming = world.collections.bookings?.find(
  ({ status, startsAt, attendees }) =>
    status === 'confirmed' && startsAt > cloudNow() && attendees.some(({ nickname }) => nickname === '果果'),
)
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR, personas: world.personas })
  await cloud.seed(world.collections)
})
afterAll(() => cloud.close())

test('a newcomer picks a person, uses their phone, and sees the message it gets', async () => {
  const { page, complaints, context } = await openPhone(cloud, '', { width: 1280, height: 900 })
  await page.goto(cloud.url)
  await page
    .locator('#people')
    .getByText(parent?.name ?? '')
    .click()
  const phone: FrameLocator = page.frameLocator('#phone iframe >> visible=true')
  await phone.locator('#home-next').waitFor()

  await cloud.ask('demo-parent', 'booking.notices', { bookingId: coming?._id ?? '', notices: ['reminder'] })
  await cloud.change('bookings', coming?._id ?? '', { remindAt: cloudNow() - 1 })
  await page.locator('#timers').getByRole('button').first().click()
  const message = page
    .locator('#messages')
    .getByText(coming?.title ?? '')
    .first()
  await message.waitFor()
  await message.click()
  await phone.locator('#booking').waitFor()

  expect(complaints).toEqual([])
  await context.close()
})
