import { DAY, HOUR, localClock, MINUTE } from '@domain/time'
import { aCentre, aDay, anOffering, units } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, WEB_DIR } from './support/phone'

const now = cloudNow()
const SLOT = 30 * MINUTE
/** On the half hour: a day of seats that opens in about a day. */
const OPENS = Math.ceil((now + DAY) / SLOT) * SLOT
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering({ _id: 'study', kind: 'seat', category: 'study', title: '安静自习室' })],
    sessions: [
      aDay(now, { startsAt: OPENS, layout: { units: units('s', 6), maxSlots: 6 }, rules: { cancelBefore: 0 } }),
    ],
  })
})
afterAll(() => cloud.close())

test('somebody finds a seat on the map, loses it to another, takes the next one and sees it on the booking', async () => {
  const phone = await openPhone(cloud, 'student')
  const { seen, page } = phone
  await phone.open('/spaces/pages/detail/index?id=study')
  const at = OPENS + 2 * SLOT
  await seen(`#start-${localClock(at).replace(':', '')}`).click()
  await seen('#length-more').click()
  await seen('#length').getByText('1 小时').waitFor()
  await seen('#seat-s2').click()
  await seen('#space-confirm')
    .getByText(`${localClock(at)}–${localClock(at + HOUR)}`)
    .waitFor()
  // Somebody else books it first.
  const span = { startsAt: at, endsAt: at + SLOT, unit: 's2' }
  await cloud.ask('quicker', 'booking.create', { sessionId: 'study-1', memberIds: ['self'], span })
  await seen('#space-confirm').click()
  await seen('#space-problem').getByText('刚被别人约走了').waitFor()
  await seen('#seat-s2').getByText('有人').waitFor()
  await seen('#seat-s3').click()
  await seen('#space-confirm').click()
  await seen('#success').waitFor()
  await seen('#success').getByText('3 号').waitFor()
  const [booking] = await cloud.stored('bookings', { startsAt: at, endsAt: at + HOUR })
  expect(booking).toMatchObject({ status: 'confirmed', unit: { id: 's3' }, spots: ['s3-2', 's3-3'] })
  await phone.open(`/pages/booking/index?id=${booking?._id}`)
  await seen('#booking').getByText('3 号').waitFor()
  await seen('#booking-cancel').click()
  await seen('#booking-cancel-yes').click()
  await page.getByText('已取消').first().waitFor()
  expect(await invariantViolations(cloud)).toEqual([])
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})
