import { DAY, localClock, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'
import { readPicture } from './support/picture'

const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' })],
    sessions: [
      aSession(now, { startsAt: now + 20 * MINUTE }),
      aSession(now, { _id: 'later', startsAt: now + 2 * DAY }),
    ],
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

test('a poster is downloaded; its code opens the session that it names, and says so when that is cancelled', async () => {
  const mum = await openPhone(cloud, 'mum')
  await mum.open('/pages/class/index?id=calligraphy&sessionId=later')
  await mum.seen('#class-poster').click()
  const download = mum.page.waitForEvent('download')
  await mum.seen('#poster-save').click()
  expect((await download).suggestedFilename()).toBe('书法小课桌海报.png')
  const [start] = await (await (await download).createReadStream()).take(1).toArray()
  expect((start as Buffer).subarray(1, 4).toString()).toBe('PNG')
  expect(await mum.seen('canvas').getAttribute('aria-label')).toContain(localClock(now + 2 * DAY))

  const code = await readPicture(mum, 'canvas')
  expect(code).toMatch(/^pages\/class\/index\?scene=calligraphy\.[0-9a-z]+$/)
  const neighbour = await openPhone(cloud, 'neighbour')
  await neighbour.open(`/${code}`)
  await neighbour.page.getByText('书法小课桌').first().waitFor()
  const cancelled = { centreId: CENTRE, sessionId: 'later', reason: '停电' }
  await cloud.ask('manager', 'staff.cancelSession', cancelled)
  await neighbour.open(`/${code}`)
  expect(await neighbour.seen('#class-gone').textContent()).toContain('这节课中心取消了')
  expect([...mum.complaints, ...neighbour.complaints]).toEqual([])
})
