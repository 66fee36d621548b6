import type { StationDocument } from '../../cloudfunctions/lib/store/documents'
import { cloudNow } from '../cloud/support/clock'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'

const held = cloudForFile(cloud => cloud.seedYuxi(cloudNow()))
const RIDER = 'journey-rider'
/** Open day and night, so that this runs at any hour. */
const STATION = 'xinghe'

async function station(): Promise<StationDocument> {
  const [found] = await held.cloud.stored('stations', { _id: STATION })
  if (!found) throw new Error('The world has no such station')
  return found
}

test('a rider without location finds a station by a county, scans at the door, sits, and leaves', async () => {
  const before = await station()
  const phone = new Phone(held.cloud, RIDER)
  phone.launch()
  await phone.tap('home-stations')
  await phone.arrives('pages/stations/index')
  await phone.sees(before.name)
  await phone.tap('stations-place')
  await phone.sees('离我近')
  await phone.tap('place-here')
  await phone.sees('没有拿到位置')
  await phone.tap('place-county-0')
  await phone.seesNoMore('红塔大道暖锋驿站')
  await phone.tap('filter-battery')
  await phone.seesNoMore('湖滨路暖锋驿站')

  phone.around.camera = 'https://example.org/not-ours'
  await phone.tap('stations-scan')
  await phone.sees('这不是驿站的码')
  phone.around.camera = `https://example.org/door?scene=${STATION}`
  await phone.tap('stations-scan')
  await phone.arrives('pages/station/index')
  await phone.tap('station-sit')
  await phone.sees('您坐在这里')
  expect((await station()).free).toBe(before.free - 1)
  // No account was made for it.
  expect(await held.cloud.stored('accounts', { openid: RIDER })).toEqual([])

  // Later, the code is scanned with WeChat itself: the app opens at this station, and knows.
  phone.launch(`pages/station/index?scene=${STATION}`)
  await phone.sees('您坐在这里')
  phone.launch()
  await phone.sees(`您正在${before.name}休息`)
  await phone.tap('home-leave')
  await phone.seesNoMore(`您正在${before.name}休息`)
  expect((await station()).free).toBe(before.free)
})

test('a printed link that WeChat opens the app for leads to the same station', async () => {
  const phone = new Phone(held.cloud, RIDER)
  phone.launch(`pages/station/index?q=${encodeURIComponent(`https://example.org/door?scene=${STATION}`)}`)
  await phone.sees((await station()).name)
})

test('without a network the stations of last time are there, with their age', async () => {
  const phone = new Phone(held.cloud, 'underground-rider')
  phone.launch('pages/stations/index')
  await phone.sees('星河广场暖锋驿站')
  phone.around.online = false
  phone.launch('pages/stations/index')
  await phone.sees('星河广场暖锋驿站')
  await phone.sees('网络好像断了')
})
