import { sceneOf } from '@domain/stations/scene'
import { HOUR } from '@domain/time'
import type { StationDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { AHEAD_MS, cloudNow } from '../cloud/support/clock'
import { proofOf } from '../cloud/support/id-secret'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const held = cloudForFile(cloud => cloud.seedYuxi(cloudNow()))
const RIDER = 'journey-rider'
/** Open day and night, so that this runs at any hour. */
const STATION = 'xinghe'
const SCENE = sceneOf(STATION, proofOf(STATION))

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
  phone.around.camera = `https://example.org/door?scene=${SCENE}`
  await phone.tap('stations-scan')
  await phone.arrives('pages/station/index')
  await phone.reads('station-sit', '坐下')
  await phone.tap('station-sit')
  await phone.sees('您坐在这里')
  expect((await station()).free).toBe(before.free - 1)
  // No account was made for it.
  expect(await held.cloud.stored('accounts', { openid: RIDER })).toEqual([])

  // Later, the code is scanned with WeChat: the app opens at this station and shows the open visit.
  phone.launch(`pages/station/index?scene=${SCENE}`)
  await phone.sees('您坐在这里')
  phone.launch()
  await phone.sees(`您正在${before.name}休息`)
  await phone.tap('home-leave')
  await phone.seesNoMore(`您正在${before.name}休息`)
  expect((await station()).free).toBe(before.free)
})

test('from opening, a rider is one tap from the way to a station, and two from keeping a seat', async () => {
  const phone = new Phone(held.cloud, 'hurried-rider')
  phone.launch()
  await phone.tap('home-station-way')
  await until('the map', () => phone.around.used.includes('openLocation'))
  await phone.tap('home-station-open')
  await phone.arrives('pages/station/index')
})

test('a seat is kept from afar for ten minutes, and becomes a visit when the code at that door is scanned', async () => {
  const before = await station()
  const phone = new Phone(held.cloud, 'far-rider')
  phone.launch(`pages/station/index?id=${STATION}`)
  await phone.sees('到了扫门口的码才算坐下')
  await phone.reads('station-sit', '先留一个座，10 分钟')
  await phone.tap('station-sit')
  await phone.reads('station-kept', '座位给您留到')
  expect((await station()).free).toBe(before.free - 1)
  phone.around.camera = `https://example.org/door?scene=${STATION}`
  await phone.tap('station-scan')
  await phone.sees('这不是驿站的码')
  phone.around.camera = `https://example.org/door?scene=${SCENE}`
  await phone.tap('station-scan')
  await phone.reads('station-sitting', '您坐在这里')
  expect((await station()).free).toBe(before.free - 1)
  await phone.tap('station-leave')
  await phone.reads('station-sit', '先留一个座')
  expect((await station()).free).toBe(before.free)
})

test('who keeps a seat and opens the app by the code at the door sits down with one tap; who does not come gives it up', async () => {
  const phone = new Phone(held.cloud, 'near-rider')
  phone.launch(`pages/station/index?id=${STATION}`)
  await phone.tap('station-sit')
  await phone.reads('station-kept', '座位给您留到')
  phone.launch()
  await phone.reads('home-visit', '给您留着座')
  phone.launch(`pages/station/index?scene=${SCENE}`)
  await phone.reads('station-sit', '我到了，坐下')
  await phone.tap('station-sit')
  await phone.reads('station-sitting', '您坐在这里')
  await phone.tap('station-leave')
  await phone.reads('station-sit', '坐下')
  for (const _ of [1, 2]) {
    phone.launch(`pages/station/index?id=${STATION}`)
    await phone.tap('station-sit')
    await phone.reads('station-kept', '座位给您留到')
    await phone.tap('station-leave')
    await phone.reads('station-sit', '先留一个座')
  }
  await phone.tap('station-sit')
  await phone.reads('station-problem', '先留座的次数多了')
  await phone.reads('station-problem', '扫门口的码就能坐下')
})

test('a printed link that WeChat opens the app for leads to the same station', async () => {
  const phone = new Phone(held.cloud, RIDER)
  phone.launch(`pages/station/index?q=${encodeURIComponent(`https://example.org/door?scene=${STATION}`)}`)
  await phone.sees((await station()).name)
})

test('without a network the stations of last time are there, with their age, and no free seat is promised', async () => {
  const phone = new Phone(held.cloud, 'underground-rider')
  phone.launch('pages/stations/index')
  await phone.sees('星河广场暖锋驿站')
  const { free } = await station()
  phone.around.online = false
  phone.launch('pages/stations/index')
  await phone.reads('kept', '网络好像断了，这是刚刚看到的')
  await phone.reads(`station-${STATION}`, `刚刚有 ${free} 个空座`)

  // A place that this phone has not searched yet: the stored stations of another place must not be shown for it.
  await phone.tap('stations-place')
  await phone.tap('place-city')
  phone.around.online = true
  phone.launch('pages/stations/index')
  await phone.tap('stations-place')
  await phone.sees('哪个区县')
  phone.around.online = false
  await phone.tap('place-county-0')
  await phone.sees('再试一次就好')
  expect(phone.text).not.toContain('星河广场暖锋驿站')
})

test("without a network a station's own page says what was seen last, when, and asks again on a tap", async () => {
  await held.cloud.change('stations', STATION, { seenAt: cloudNow() })
  const { free, wayIn } = await station()
  const phone = new Phone(held.cloud, 'lift-rider')
  const page = `pages/station/index?id=${STATION}`
  phone.launch(page)
  await phone.reads('station-seats', `${free} `)
  expect(await phone.read('station-seats')).not.toContain('刚刚有')
  expect(phone.has('kept')).toBe(false)

  phone.around.online = false
  phone.launch(page)
  await phone.reads('kept', '网络好像断了，这是刚刚看到的')
  await phone.reads('station-seats', `刚刚有 ${free} 个空座`)
  await phone.sees('可能有变化')
  await phone.sees(wayIn)

  phone.around.online = true
  await phone.tap('retry')
  await phone.seesNoMore('看到的')
  expect(await phone.read('station-seats')).not.toContain('刚刚有')

  // The person's own seat is stored too, and shown without a network.
  await phone.tap('station-sit')
  await phone.reads('station-kept', '座位给您留到')
  phone.around.online = false
  phone.launch(page)
  await phone.reads('station-kept', '座位给您留到')
})

test('a station never opened before shows without a network what the list said of it, and no seat to take', async () => {
  const phone = new Phone(held.cloud, 'first-time-rider')
  phone.launch('pages/stations/index')
  await phone.sees('星河广场暖锋驿站')
  phone.around.online = false
  const { free, address } = await station()
  await phone.tap(`station-${STATION}`)
  await phone.arrives('pages/station/index')
  await phone.reads('kept', '网络好像断了，这是刚刚看到的')
  await phone.reads('station-seats', `刚刚有 ${free} 个空座`)
  await phone.sees(address)
  await phone.sees('开放时间')
  expect(phone.has('station-sit')).toBe(false)
  phone.launch('pages/station/index?id=never-heard-of')
  await phone.sees('网络好像断了')
  await phone.sees('再试一次就好')
  phone.launch(`pages/station/index?id=${STATION}`)
  await phone.reads('station-seats', '刚刚有')
  phone.around.online = true
  await phone.tap('retry')
  await phone.reads('station-sit', '先留一个座')
})

test('a station that is no more is not shown from memory', async () => {
  const phone = new Phone(held.cloud, 'old-rider')
  phone.launch(`pages/station/index?id=${STATION}`)
  await phone.sees('星河广场暖锋驿站')
  const { storage } = phone.around
  storage.set('nf:station:gone', storage.get(`nf:station:${STATION}`) ?? '')
  phone.launch('pages/station/index?id=gone')
  await phone.sees('没有找到这个驿站')
  expect(phone.text).not.toContain('星河广场暖锋驿站')
  expect(storage.has('nf:station:gone')).toBe(false)
})

test('a phone whose own clock is twelve hours off shows the right state as soon as the first answer is there', async () => {
  const real = Date.now.bind(Date)
  jest.spyOn(Date, 'now').mockImplementation(() => real() + AHEAD_MS - 12 * HOUR)
  const phone = new Phone(held.cloud, 'wrong-clock')
  // The station is open by day and it is noon; this phone's clock says midnight.
  phone.launch('pages/stations/index')
  await phone.reads('station-hubin', '今天到 23:00')
  phone.launch('pages/station/index?id=hubin')
  await phone.reads('station-seats', '今天到 23:00')
})

test('from the map of the surroundings a rider is guided to the place that is chosen', async () => {
  const phone = new Phone(held.cloud, RIDER)
  phone.launch('packages/map/pages/near/index')
  await phone.sees('带我去')
  await phone.tap('near-centre')
  await phone.tap('near-station')
  await phone.tap('map-guide')
  await until('the map', () => phone.around.used.includes('openLocation'))
  await phone.tap('map-open')
  await phone.arrives('pages/station/index')
})
