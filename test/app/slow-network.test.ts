import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aStation, STATION } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, DOOR, seedClass, seedHousehold } from './support/class'
import { holdNext } from './support/held'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.seed({ stations: [aStation({ capacity: 5, seenAt: cloudNow() })] })
})
const STATION_PAGE = `pages/station/index?id=${STATION}`

async function leaveAndReturn(phone: Phone): Promise<void> {
  await phone.tap('station-centre')
  await phone.arrives('pages/centre/index')
  await phone.settles()
  await phone.tap('nav-back')
  await phone.arrives('pages/station/index')
}

test('an answer from before a write, come late, does not undo on the screen what the write did', async () => {
  const phone = new Phone(held.cloud, 'slow-sitter')
  phone.launch(STATION_PAGE)
  await phone.reads('station-seats', '5 个空座')
  const { state, letGo } = holdNext(phone, 'station.get')
  await leaveAndReturn(phone)
  await until('the old answer', () => state.arrived)

  await phone.tap('station-sit')
  await phone.reads('station-kept', '座位给您留到')
  letGo()
  await until('its delivery', () => state.delivered)
  await phone.settles()
  expect(phone.has('station-kept')).toBe(true)
  expect(await phone.read('station-seats')).toContain('4 个空座')
  await phone.tap('station-leave')
  await phone.reads('station-seats', '5 个空座')
})

test('while fresh seats are asked for again on a return, nothing is said of it', async () => {
  const phone = new Phone(held.cloud, 'slow-returner')
  phone.launch(STATION_PAGE)
  await phone.reads('station-seats', '5 个空座')
  const { state, letGo } = holdNext(phone, 'station.get')
  await leaveAndReturn(phone)
  await until('the question', () => state.arrived)
  expect(phone.has('kept')).toBe(false)
  expect(await phone.read('station-seats')).toContain('5 个空座')
  letGo()
  await phone.settles()
})

test('a write that nobody knows the outcome of goes on under its request id when pressed again', async () => {
  const { cloud } = held
  await seedHousehold(cloud, 'busy')
  const phone = new Phone(cloud, 'busy')
  phone.launch(`${CLASS.page}&sessionId=${CLASS.later}`)
  await phone.sees('为果果预约')
  const ids: (string | undefined)[] = []
  let letGo = () => {}
  const pressedAgain = new Promise<void>(resolve => {
    letGo = resolve
  })
  phone.around.wayBack = async ({ route, requestId }, reply) => {
    // With the fresh class, the page would show the booking that was made in place of the button.
    if (route === 'class.get') await pressedAgain
    if (route !== 'booking.create') return reply
    ids.push(requestId)
    return { ok: false, code: 'BUSY', detail: null, requestId }
  }
  await phone.tap('class-confirm')
  await phone.sees('现在人有点多')
  phone.around.wayBack = ({ route, requestId }, reply) => {
    if (route === 'booking.create') ids.push(requestId)
    return reply
  }
  const before = ids.length
  await phone.tap('class-confirm')
  letGo()
  await phone.sees('约好了，等您来')
  expect(ids.length).toBeGreaterThan(before)
  expect(new Set(ids).size).toBe(1)
  expect(await cloud.stored('bookings', { accountId: accountIdOf('busy') })).toHaveLength(1)
})

test('the open code page turns though every answer takes longer than the pause between two questions', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'slow-code', CLASS.today)
  // The page's polling is sped up; only the order of requests and answers matters.
  const every = globalThis.setInterval
  let ticks = 0
  jest.spyOn(globalThis, 'setInterval').mockImplementation(((run: () => void, ms: number) => {
    if (ms !== 5000) return every(run, ms)
    return every(() => {
      run()
      ticks++
    }, 40)
  }) as typeof setInterval)
  const phone = new Phone(cloud, 'slow-code')
  phone.launch(`pages/code/index?id=${id}`)
  await phone.read('code-digits')
  await phone.settles()
  phone.around.wayBack = async ({ route }, reply) => {
    if (route !== 'booking.get') return reply
    const asked = ticks
    await until('three more ticks', () => ticks >= asked + 3)
    return reply
  }
  const { qr } = await cloud.codeAt(secret ?? '', id, cloudNow())
  await cloud.ask(DOOR.openid, 'staff.checkIn', { centreId: DOOR.centreId, code: qr })
  await phone.sees('已签到')
})
