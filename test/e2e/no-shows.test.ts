import { DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
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
    staff: [aStaff('manager', { role: 'manager' })],
    sessions: Array.from({ length: 8 }, (_, n) => aSession(now, { _id: `day-${n}`, startsAt: now + HOUR + n * DAY })),
  })
})
afterAll(() => cloud.close())

const book = async (sessionId: string) =>
  (await cloud.ask('mum', 'booking.create', { sessionId, memberIds: ['guoguo'] })).booking.id

test('a parent reads why booking is paused, appeals, and the manager takes the no-show back', async () => {
  const missed: string[] = []
  for (const day of [0, 1, 2]) {
    missed.push(await book(`day-${day}`))
    cloud.later((day + 1) * DAY - 10 * HOUR)
    await cloud.tick()
  }
  const mum = await openPhone(cloud, 'mum')
  // On the booking page, the reason links to the no-show records.
  await mum.open('/pages/class/index?id=calligraphy')
  await mum.seen('#attendee-guoguo').getByText('前先不能约新的').click()
  await mum.seen(`#record-${missed[2]}-guoguo`).waitFor()
  await mum.open('/pages/me/index')
  await mum.page.locator('#standing-guoguo').click()
  await mum.page.locator(`#record-${missed[1]}-guoguo`).click()
  await mum.page.locator('#appeal-guoguo').click()
  await mum.page.locator('#appeal-reason textarea').fill('孩子发烧了，来不及取消')
  await mum.page.locator('#appeal-send').click()
  await mum.page.getByText('等中心回复').waitFor()

  const manager = await openPhone(cloud, 'manager')
  await manager.open(`/staff/pages/today/index?centreId=${CENTRE}`)
  await manager.page.locator('#staff-appeals-entrance').click()
  await manager.page.getByText('孩子发烧了，来不及取消').waitFor()
  await manager.page.locator(`#appeal-grant-${missed[1]}-guoguo`).click()
  await manager.page.getByText('没有等着处理的').waitFor()

  await mum.open(`/pages/booking/index?id=${missed[1]}`)
  await mum.page.getByText('中心看过原因，这次不算', { exact: false }).waitFor()
  await book('day-6')
  cloud.later(0)
  expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])
  for (const phone of [mum, manager]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})

test('a manager moves a session and calls it off, and the parent sees both', async () => {
  await cloud.seed({ sessions: [aSession(now, { _id: 'changing', startsAt: now + 3 * DAY + 10 * MINUTE })] })
  const { booking } = await cloud.ask('dad', 'booking.create', { sessionId: 'changing', memberIds: ['self'] })
  const manager = await openPhone(cloud, 'manager')
  const roster = `/staff/pages/roster/index?centreId=${CENTRE}&sessionId=changing`
  await manager.open(roster)
  await manager.page.locator('#session-move').click()
  await manager.page.locator(`#move-${localDate(now + 5 * DAY)}`).click()
  await manager.page.locator('#move-time').fill('1530')
  await manager.page.getByText('停水停电').click()
  await manager.page.locator('#session-move-yes').click()
  await manager.page.locator('#move-sheet').waitFor({ state: 'detached' })

  const dad = await openPhone(cloud, 'dad')
  await dad.open(`/pages/booking/index?id=${booking.id}`)
  await dad.page.getByText('中心改了时间').waitFor()
  expect(await dad.text()).toContain('15:30–17:00')
  expect(await dad.text()).toContain('停水停电')

  await manager.page.locator('#session-cancel').click()
  await manager.page.locator('#change-reason').fill('老师生病')
  await manager.page.locator('#session-cancel-yes').click()
  await manager.page.locator('#cancel-sheet').waitFor({ state: 'detached' })
  await dad.open(`/pages/booking/index?id=${booking.id}`)
  await dad.page.getByText('中心取消了这一次').waitFor()
  expect(await dad.text()).toContain('老师生病')
  expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])
  for (const phone of [dad, manager]) {
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  }
})
