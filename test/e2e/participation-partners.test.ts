import { DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, anOffering, anOfficer, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPartner } from '../../worlds/fixtures/partners'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

/** A partner and a social worker, as they walk the app. */
const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  const soon = { startsAt: now + 10 * MINUTE, endsAt: now + HOUR }
  await cloud.seed({
    centres: [aCentre({ county: '江川区' })],
    offerings: [anOffering({ _id: 'dance', title: '广场舞' }), anOffering()],
    sessions: [
      aSession(now, { _id: 'dance-1', offeringId: 'dance', title: '广场舞', ...soon }),
      aSession(now, { _id: 'calligraphy-1', ...soon }),
    ],
    partners: [
      aPartner(now, {
        offerings: [{ id: 'dance', title: '广场舞', from: now - DAY, until: null, use: 'service' }],
        offeringIds: ['dance'],
      }),
    ],
    staff: [
      aStaff('manager', { role: 'manager' }),
      { ...aStaff('worker'), name: '苏明' },
      { ...anOfficer('county', '江川区'), name: '赵敏' },
    ],
  })
})
afterAll(() => cloud.close())

test('a manager invites a partner, who lets people in and plans a draft of the own class, and nothing else', async () => {
  const manager = await openPhone(cloud, 'manager', { width: 1280, height: 800 })
  await manager.open(`/office/pages/partners/index?centreId=${CENTRE}`)
  await manager.seen('#partner-partner-1').click()
  await manager.seen('#partner-invite').click()
  await manager.seen('input#invite-name').fill('杨老师')
  await manager.seen('#invite-yes').click()
  const code = (await manager.seen('#invite-number').textContent())?.replace(/\s/g, '') ?? ''

  const partner = await openPhone(cloud, 'partner')
  await partner.open('/office/pages/join/index')
  await partner.seen('input#join-code').fill(code)
  await partner.seen('#join-yes').click()
  await manager.seen('#invite-done').waitFor()

  await partner.open(`/staff/pages/today/index?centreId=${CENTRE}`)
  await partner.seen('#board-dance-1').waitFor()
  expect(await partner.page.locator('#board-calligraphy-1, #staff-stations-entrance, #staff-scan').count()).toBe(0)
  await partner.open(`/office/pages/timetable/index?centreId=${CENTRE}&date=${localDate(now + DAY)}`)
  await partner.seen('#timetable-add').click()
  await partner.seen('#add-of-dance').click()
  expect(await partner.page.locator('#add-of-calligraphy').count()).toBe(0)
  await partner.seen('#draft-save').click()
  await partner.seen('#draft-sheet').waitFor({ state: 'detached' })
  expect(await cloud.stored('drafts')).toMatchObject([
    { offeringId: 'dance', state: 'draft', changedBy: accountIdOf('partner') },
  ])
  expect(await partner.page.locator('#timetable-publish').count()).toBe(0)
  expect([...manager.complaints, ...partner.complaints]).toEqual([])
  await Promise.all([manager, partner].map(({ context }) => context.close()))
})

test('a social worker enters a certificate, the county checks it, and the worker reads the pay steps', async () => {
  const worker = await openPhone(cloud, 'worker')
  const days = (at: number) => localDate(at).replaceAll('-', '')
  await worker.open(`/office/pages/workers/index?centreId=${CENTRE}`)
  await worker.seen('#enter-certificate').click()
  await worker.seen('#certificate-level-social').click()
  await worker.seen('input#certificate-from').fill(days(now - 30 * DAY))
  await worker.seen('input#certificate-until').fill(days(now + 900 * DAY))
  await worker.seen('#certificate-save').click()
  await worker.seen('#certificate-sheet').waitFor({ state: 'detached' })

  const county = await openPhone(cloud, 'county', { width: 1280, height: 800 })
  await county.open(`/office/pages/workers/index?county=${encodeURIComponent('江川区')}`)
  await county.page.locator('[id^="check-"]').first().click()
  await county.seen('#check-right').click()
  await county.seen('#workers-empty').waitFor()

  await worker.open(`/office/pages/workers/index?centreId=${CENTRE}`)
  expect(await worker.seen('#own-steps').textContent()).toContain('下个月起加 2 级')
  expect([...worker.complaints, ...county.complaints]).toEqual([])
  await Promise.all([worker, county].map(({ context }) => context.close()))
})
