import { MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aStaff, aStation, CENTRE } from '../../worlds/fixtures/index'
import { aShift, aVolunteer } from '../../worlds/fixtures/volunteers'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    stations: [aStation()],
    staff: [aStaff('desk')],
    shifts: [aShift(now, { startsAt: now + 20 * MINUTE })],
    volunteers: [aVolunteer('helper', now, { minutes: 90 })],
  })
})
afterAll(() => cloud.close())

test('a volunteer signs up, the guide checks them in by the digits, and a stranger checks their certificate', async () => {
  const helper = await openPhone(cloud, 'helper')
  await helper.open('/participation/pages/shifts/index')
  await helper.seen('#shift-shift-1').click()
  await helper.seen('#shift-take').click()
  const digits = (await helper.seen('#shift-code').textContent())?.replace(/\D/g, '') ?? ''

  const desk = await openPhone(cloud, 'desk')
  await desk.open(`/participation/pages/guide/index?centreId=${CENTRE}`)
  await desk.seen('#guided-shift-1').click()
  await desk.seen('input#mark-digits').fill(digits)
  await desk.seen('#mark-find').click()
  await desk.page
    .getByText(/\d\d:\d\d 签到/)
    .first()
    .waitFor()
  const [shift] = await cloud.stored('shifts', { _id: 'shift-1' })
  expect(Object.values(shift?.people ?? {})).toMatchObject([{ accountId: accountIdOf('helper'), in: {}, out: null }])

  await helper.open('/participation/pages/volunteer/index')
  await helper.seen('#volunteer-certify').click()
  await helper.seen('#certificate-hours').waitFor()
  const { certificate } = await cloud.ask('helper', 'volunteer.certify', {})
  const stranger = await openPhone(cloud, 'stranger')
  await stranger.open('/participation/pages/certificate/index')
  await stranger.seen('input#certificate-digits').fill(certificate.code)
  await stranger.seen('#certificate-find').click()
  expect(await stranger.seen('#certificate-hours').textContent()).toBe('志愿服务 1.5 小时')
  expect([...helper.complaints, ...desk.complaints, ...stranger.complaints]).toEqual([])
})
