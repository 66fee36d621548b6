import { sceneOf } from '@domain/stations/scene'
import { HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, anOffering, aStaff, aStation, CENTRE, STATION, units } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { proofOf } from '../cloud/support/id-secret'
import { invariantViolations } from '../cloud/support/invariants'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import { openPhone, type Phone, WEB_DIR } from './support/phone'
import { readPicture } from './support/picture'

let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud({ webDir: WEB_DIR })
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    staff: [aStaff('staff')],
    stations: [
      aStation({ capacity: 2, seenAt: cloudNow() - 40 * MINUTE }),
      aStation({
        _id: 'bixi-station',
        name: '碧溪路暖锋驿站',
        order: 2,
        facilities: ['berth'],
        location: { type: 'Point', coordinates: [102.76, 24.29] },
        seenAt: cloudNow(),
      }),
    ],
  })
})
afterAll(() => cloud.close())

const textOf = async ({ seen }: Phone, selector: string) => (await seen(selector).textContent()) ?? ''
const stationOf = async (id = STATION) => (await cloud.stored('stations', { _id: id }))[0]

/** The first write of a new phone asks for privacy consent once. */
async function sitDown(phone: Phone): Promise<void> {
  await phone.seen('#station-sit').click()
  await phone.seen('#station-leave').waitFor()
}

test('a rider finds a station, scans at the door, sits, sees it on the first screen, and leaves', async () => {
  const rider = await openPhone(cloud, 'rider')
  const { seen } = rider
  await rider.open('/pages/home/index')
  await seen('#home-stations').click()
  await seen('#stations-fresh').waitFor()
  // An old number of free seats is marked as such in words.
  expect(await textOf(rider, `#station-${STATION}`)).toMatch(/40 分钟前有 2 个空座/)
  await seen('#filter-berth').click()
  await seen('#station-bixi-station').waitFor()
  expect(await seen(`#station-${STATION}`).count()).toBe(0)

  await rider.open(`/pages/station/index?scene=${sceneOf(STATION, proofOf(STATION))}`)
  await sitDown(rider)
  expect(await stationOf()).toMatchObject({ free: 1 })
  await rider.open('/pages/home/index')
  expect(await textOf(rider, '#home-visit')).toContain('湖滨路暖锋驿站')
  await seen('#home-leave').click()
  await seen('#home-visit').waitFor({ state: 'detached' })
  expect(await stationOf()).toMatchObject({ free: 2, visits: {} })
  expect(await cloud.stored('accounts')).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
  expect(rider.complaints).toEqual([])
  await rider.context.close()
})

test('where the centre has berths, the station leads to them, with what is free now, and they lead back', async () => {
  const now = cloudNow()
  const layout = { units: units('b', 3), choose: false, maxSlots: 1 }
  const berth = { kind: 'berth', category: 'nap', title: '驿站小憩床位' } as const
  await cloud.seed({
    offerings: [anOffering({ _id: 'nap', ...berth })],
    sessions: [aDay(now, { _id: 'nap-1', offeringId: 'nap', ...berth, startsAt: now - 2 * HOUR, layout })],
    stations: [aStation({ _id: 'elsewhere', centreId: 'bixi', name: '星河广场暖锋驿站' })],
  })
  const rider = await openPhone(cloud, 'rider')
  const { seen } = rider
  await rider.open(`/pages/station/index?scene=${STATION}`)
  await seen('#station-berth-nap').waitFor()
  expect(await textOf(rider, '#station-berth-nap')).toMatch(/要先约.*坐着歇不用约.*现在空着 3 个床位/)
  // Taking a seat is one tap, and the berths stay on the screen.
  await sitDown(rider)
  await seen('#station-berth-nap').click()
  await seen('#space').waitFor()
  await seen(`#station-row-${STATION}`).getByText('只剩 1 个座').waitFor()
  await seen('#nav-back').click()
  await seen('#station-leave').waitFor()

  await rider.open('/spaces/pages/detail/index?id=nap')
  await seen(`#station-row-${STATION}`).click()
  await seen('#station-leave').waitFor()
  await rider.open('/pages/station/index?scene=elsewhere')
  await seen('#station-centre').waitFor()
  expect(await seen('[id^=station-berth-]').count()).toBe(0)
  expect(rider.complaints).toEqual([])
  await rider.context.close()
})

test('where no seat is left one is told the next station, and goes there', async () => {
  for (const openid of ['one', 'two']) await cloud.ask(openid, 'station.sit', { stationId: STATION })
  const rider = await openPhone(cloud, 'rider')
  await rider.open(`/pages/station/index?scene=${STATION}`)
  await rider.seen('#station-sit').click()
  await rider.seen('#station-problem').waitFor()
  expect(await textOf(rider, '#station-problem')).toContain('碧溪路暖锋驿站还有 20 个座')
  await rider.seen('#station-nearest').click()
  await sitDown(rider)
  expect(await stationOf('bixi-station')).toMatchObject({ free: 19 })
  await rider.context.close()
})

test('on a slow network the stations of last time are there while the answer still hangs', async () => {
  const rider = await openPhone(cloud, 'rider')
  await rider.open('/pages/stations/index')
  await rider.seen('#stations-fresh').waitFor()
  await cloud.ask('one', 'station.sit', { stationId: STATION })

  // The age is shown only when it is some minutes.
  await rider.page.evaluate(ageMs => {
    for (const key of Object.keys(localStorage).filter(name => name.includes(':stations:'))) {
      const kept = JSON.parse(localStorage.getItem(key) ?? '')
      kept.data.value.now -= ageMs
      localStorage.setItem(key, JSON.stringify(kept))
    }
  }, 5 * MINUTE)
  let answered = false
  let release = () => {}
  const gate = new Promise<void>(resolve => {
    release = resolve
  })
  await rider.page.route('**/invoke/**', async route => {
    await gate
    answered = true
    await route.continue()
  })
  await rider.open('/pages/stations/index')
  await rider.seen(`#station-${STATION}`).waitFor()
  expect(await textOf(rider, '#kept')).toContain('正在更新')
  expect(answered).toBe(false)
  release()
  await rider.seen('#stations-fresh').waitFor()
  expect(await textOf(rider, `#station-${STATION}`)).toMatch(/只剩 1 个座.*刚刚/)
  await rider.context.close()
})

test('a phone that was never here shows the shape of what is coming', async () => {
  const rider = await openPhone(cloud, 'newcomer')
  await rider.page.route('**/invoke/**', () => undefined)
  await rider.open('/pages/stations/index')
  await rider.seen('[aria-label="正在加载"]').waitFor()
  expect(await rider.seen('#stations-place').count()).toBe(1)
  await rider.context.close()
})

test('staff free a seat on which nobody sits, asked once', async () => {
  await cloud.ask('at-home', 'station.sit', { stationId: STATION })
  const staff = await openPhone(cloud, 'staff')
  const { seen } = staff
  await staff.open(`/staff/pages/stations/index?centreId=${CENTRE}`)
  await seen('text=留座 1 个').waitFor()
  await seen(`#station-seats-${STATION}`).click()
  const [visit] = Object.values((await stationOf())?.visits ?? {})
  await seen(`#end-visit-${visit?.visitId}`).click()
  expect(await stationOf()).toMatchObject({ free: 1 })
  await seen(`#end-visit-${visit?.visitId}`).click()
  await seen('text=现在没有人用小程序坐下').waitFor()
  expect(await stationOf()).toMatchObject({ free: 2, visits: {} })
  expect(staff.complaints).toEqual([])
  await staff.context.close()
})

test('staff count people without a phone, close with a reason, and print a poster that opens the station', async () => {
  const staff = await openPhone(cloud, 'staff')
  const { seen } = staff
  await staff.open(`/staff/pages/stations/index?centreId=${CENTRE}`)
  await seen(`#count-more-${STATION}`).click()
  await seen(`text=人工登记 1 人`).waitFor()
  await seen(`#station-close-${STATION}`).click()
  await seen('input#close-reason').fill('打扫消毒')
  await seen('#station-close-yes').click()
  await seen(`#station-open-${STATION}`).waitFor()
  const rider = await openPhone(cloud, 'rider')
  await rider.open(`/pages/station/index?scene=${STATION}`)
  await rider.seen('text=打扫消毒').first().waitFor()
  await rider.seen('#station-others').waitFor()

  await staff.open(`/staff/pages/poster/index?centreId=${CENTRE}&stationId=${STATION}`)
  await seen('#poster').waitFor()
  await staff.page.emulateMedia({ media: 'print' })
  await staff.page.setViewportSize({ width: 794, height: 1123 })
  const paper = await seen('#poster').boundingBox()
  expect([paper?.x, paper?.y, Math.round(paper?.width ?? 0), Math.round(paper?.height ?? 0)]).toEqual([0, 0, 794, 1123])
  const link = await readPicture(staff, '#poster-code')
  expect(link).toMatch(new RegExp(`#/pages/station/index\\?scene=${STATION}\\.[a-z2-7]{8}$`))
  await rider.page.goto('about:blank')
  await rider.page.goto(link.replace('#', '?as=rider#'))
  await rider.seen('#station-others').waitFor()
  expect([...staff.complaints, ...rider.complaints]).toEqual([])
  await Promise.all([staff.context.close(), rider.context.close()])
})
