import { MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('staff')],
    sessions: [aSession(now, { startsAt: now + 20 * MINUTE })],
  })
})
afterAll(() => cloud.close())

test('a mother sends a booking to the grandmother, whose digits let the child in; a card that is taken back opens nothing', async () => {
  const input = { sessionId: 'calligraphy-1', memberIds: ['guoguo'] }
  const { booking } = await cloud.ask('mum', 'booking.create', input)
  const mum = await openPhone(cloud, 'mum')
  await mum.open(`/pages/booking/index?id=${booking.id}`)
  await mum.seen('#booking-pass').click()
  await mum.seen('#pass-make').click()
  await mum.seen('#pass-share').waitFor()
  const { pass } = await cloud.ask('mum', 'booking.pass', { bookingId: booking.id })
  const link = `/pass/pages/view/index?id=${booking.id}&key=${pass?.key}`

  const grandma = await openPhone(cloud, 'grandma')
  await grandma.open(link)
  expect(await grandma.seen('#code-party').textContent()).toBe('果果 · 1 人')
  const digits = (await grandma.seen('#code-digits').textContent())?.replace(/\D/g, '') ?? ''
  await cloud.ask('staff', 'staff.checkIn', { centreId: CENTRE, code: digits })
  await grandma.open(link)
  await grandma.seen('#pass-state').getByText('签到好了').waitFor()

  await mum.seen('#pass-revoke').click()
  await mum.seen('#pass-revoke-yes').click()
  await mum.seen('#pass-revoke').waitFor({ state: 'hidden' })
  await grandma.open(link)
  await grandma.page.getByText('这个链接不能用了').first().waitFor()
  expect([...mum.complaints, ...grandma.complaints]).toEqual([])
})
