import { atLocal, DAY, HOUR, localDate, startOfLocalDay } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import {
  aCentre,
  aHousehold,
  anOffering,
  aSession,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'

const now = cloudNow()
const later = startOfLocalDay(now) + 5 * DAY
let cloud: WholeCloud
let city: Phone
let manager: Phone

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
  await cloud.seed({
    centres: [aCentre({ countAt: now })],
    offerings: [anOffering()],
    stations: [aStation()],
    accounts: [aHousehold('mum', now)],
    sessions: [aSession(now, { _id: 'closing', startsAt: later + 14 * HOUR })],
    staff: [
      aStaff('manager', { role: 'manager' }),
      { _id: accountIdOf('city'), roles: [], offices: [{ role: 'city', county: null, grant: 'first', since: 0 }] },
    ],
  })
  city = await openPhone(cloud, 'city', { width: 1280, height: 900 })
  manager = await openPhone(cloud, 'manager')
})
afterAll(async () => {
  expect([...city.complaints, ...manager.complaints]).toEqual([])
  await cloud.close()
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
})

test('the city adds a centre, opens its desk, and residents find it', async () => {
  const { seen } = city
  await city.open('/pages/me/index')
  await seen('#office-entrance-city').click()
  await seen('#side-centres').click()
  await seen('#centre-add').click()
  await seen('input#centre-county').fill('红塔区')
  await seen('input#centre-name').fill('北苑社区党群服务中心')
  await seen('input#centre-address').fill('红塔区北苑路 8 号')
  await seen('input#centre-phone').fill('0877-5550188')
  await seen('input#centre-longitude').fill('102.54')
  await seen('input#centre-latitude').fill('24.35')
  await seen('input#centre-facilities').fill('饮水、充电')
  await seen('#new-centre-yes').click()
  await seen('#office-centres').getByText('北苑社区党群服务中心').click()
  await seen('#side-team').waitFor()
  const { centres } = await cloud.ask('resident', 'centre.list', {})
  expect(centres).toMatchObject([{}, { name: '北苑社区党群服务中心', county: '红塔区', phone: '0877-5550188' }])
})

test('a closure says what it cancels before it does, and is taken back without what it has cancelled', async () => {
  const { seen } = manager
  await cloud.ask('mum', 'booking.create', { sessionId: 'closing', memberIds: ['guoguo'] })
  await manager.open(`/office/pages/centre/index?centreId=${CENTRE}`)
  await seen('#closure-add').click()
  await seen(`#closure-from-${localDate(later)}`).click()
  await seen('#closure-said').getByText('会取消 1 场，约了的 1 人自动取消').waitFor()
  await seen('input#closure-why').fill('停电检修')
  await seen('#closure-yes').click()
  await seen(`#closure-${localDate(later)}`)
    .getByText('停电检修')
    .waitFor()
  expect(await cloud.stored('bookings', { sessionId: 'closing' })).toMatchObject([{ status: 'cancelled' }])
  await seen(`#reopen-${localDate(later)}`).click()
  await seen('#reopen-yes').click()
  await seen(`#closure-${localDate(later)}`).waitFor({ state: 'detached' })
  expect((await cloud.stored('centres', { _id: CENTRE }))[0]?.hours.closures).toEqual([])
})

test('hours, telephone and a station are edited, and residents see them', async () => {
  const { seen } = manager
  await seen('input#centre-phone').fill('0877-5550199')
  await seen('#centre-day-0').click()
  await seen('input#centre-day-1-opens').fill('0900')
  await seen('#centre-save').click()
  await seen('#office-centre').getByText('保存好了').waitFor()
  const [centre] = await cloud.stored('centres', { _id: CENTRE })
  expect(centre).toMatchObject({ phone: '0877-5550199' })
  expect(centre?.hours.week.find(({ weekday }) => weekday === 0)).toBeUndefined()
  expect(centre?.hours.week.find(({ weekday }) => weekday === 1)).toMatchObject({ opens: 540 })

  await seen(`#edit-station-${STATION}`).click()
  await seen('input#station-capacity').fill('15')
  await seen('#health-add').click()
  await seen(`#health-day-${localDate(later)}`).click()
  await seen('input#health-note').fill('量血压')
  await seen('#health-yes').click()
  await seen('#station-save').click()
  await seen('#office-centre').waitFor()
  const { station } = await cloud.ask('resident', 'station.get', { stationId: STATION })
  expect(station).toMatchObject({
    capacity: 15,
    healthDays: [{ date: localDate(atLocal(localDate(later))), opens: 540, closes: 690, note: '量血压' }],
  })
})

test('the city sees the centres of a county side by side, with the medians, and what is behind an hour', async () => {
  const { seen } = city
  const startsAt = startOfLocalDay(now) - 3 * DAY + 10 * HOUR
  await cloud.seed({ sessions: [aSession(now, { _id: 'past', title: '上周的书法', startsAt })] })
  // The figures of the centre that was added are counted by the timer.
  await cloud.tick()
  await city.open('/office/pages/compare/index')
  await seen('#compare-of-江川区').click()
  await seen('#compare-said').getByText('中位数').waitFor()
  await seen(`#compare-${CENTRE}`).getByText('1 场').waitFor()
  await seen('#compare-export').waitFor()
  await seen('#compare-hours-h10').click()
  await seen(`#split-${CENTRE}`).click()
  await seen('#figures-records').getByText('10 点').waitFor()
  await seen('#record-past').getByText('上周的书法').waitFor()
})
