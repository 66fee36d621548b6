import type { Pack, PackBooking } from '@domain/checkin/pack'
import { DAY, HOUR, localDate } from '@domain/time'
import { CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, DOOR, seedClass } from './support/class'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const held = cloudForFile(seedClass)

const SCAN_PAGE = `packages/staff/pages/scan/index?centreId=${CENTRE}`
const put = (phone: Phone, key: string, value: unknown) => phone.around.storage.set(`nf:${key}`, JSON.stringify(value))
const get = (phone: Phone, key: string) => JSON.parse(phone.around.storage.get(`nf:${key}`) ?? 'null')

/** React reports an error that a boundary catches; here it is expected. */
function expectCrashReports() {
  return jest.spyOn(console, 'error').mockImplementation(() => undefined)
}

test.each([
  ['before there were versions', { now: 1, centre: { name: '旧中心' } }],
  ['by an earlier version', { v: 0, value: { now: 1, centre: { name: '旧中心' } } }],
  ['by a later version', { v: 1000, value: { now: 1, centre: { name: '旧中心' } } }],
])('a home screen stored %s is not shown: the app starts as if there were none', async (_when, stored) => {
  const phone = new Phone(held.cloud, 'old-home')
  put(phone, 'home', stored)
  phone.around.online = false
  phone.launch()
  await phone.sees('网络好像断了')
  phone.around.online = true
  await phone.tap('retry')
  await phone.sees('江川区党群服务中心')
  expect(get(phone, 'home')).toMatchObject({ v: expect.any(Number), value: { centre: { name: '江川区党群服务中心' } } })
})

test('a stored value that breaks the page is removed, and the page goes on from the cloud', async () => {
  const reports = expectCrashReports()
  const phone = new Phone(held.cloud, 'broken-home')
  phone.launch()
  await phone.sees('江川区党群服务中心')
  put(phone, 'home', { ...get(phone, 'home'), value: { now: 1, centre: {} } })
  phone.launch()
  await phone.sees('江川区党群服务中心')
  expect(reports).toHaveBeenCalled()
})

test('a stored value that breaks the page while there is no network leaves no empty screen either', async () => {
  const reports = expectCrashReports()
  await book(held.cloud, 'broken-offline', CLASS.later)
  const phone = new Phone(held.cloud, 'broken-offline')
  phone.launch('pages/bookings/index')
  await phone.sees('书法小课桌')
  // Of the version that this release writes, so that it is read.
  put(phone, 'bookings', { ...get(phone, 'bookings'), value: [{ booking: { id: 'b', startsAt: 1 }, seenAt: 1 }] })
  phone.around.online = false
  phone.launch('pages/booking/index?id=b')
  await phone.sees('网络好像断了')
  expect(get(phone, 'bookings')).toBeNull()
  expect(reports).toHaveBeenCalled()
})

test('a page that fails again and again says so, and offers the way home', async () => {
  expectCrashReports()
  const phone = new Phone(held.cloud, 'broken-answers')
  phone.around.wayBack = ({ route }, reply) =>
    route === 'class.get' ? { ok: true, data: { now: 1 }, requestId: '' } : reply
  phone.launch(CLASS.page)
  await phone.sees('这一页打不开')
  await phone.tap('failed-home')
  await phone.arrives('pages/home/index')
  await phone.sees('江川区党群服务中心')
})

test('a scan that an earlier version of the app stored is uploaded', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'old-scan', CLASS.today)
  const { qr } = await cloud.codeAt(secret ?? '', id, cloudNow())
  const staff = new Phone(cloud, DOOR.openid)
  const scan = { nonce: 'n-old-scan', centreId: CENTRE, code: qr, at: cloudNow(), sessionId: null }
  put(staff, 'scan:n-old-scan', { ...scan, guest: null, result: null })
  staff.launch(SCAN_PAGE)
  await until('the check-in', async () => (await cloud.stored('bookings', { _id: id }))[0]?.checkIn !== null)
})

/** So many more bookings in every roster that the phone fetches. */
function enlargeRoster(phone: Phone, count: number): void {
  phone.around.wayBack = ({ route }, reply) => {
    if (route !== 'staff.pack') return reply
    const answer = reply as { data: { pack: Pack } }
    const [session] = answer.data.pack.sessions
    if (!session) return reply
    const more = Array.from(
      { length: count },
      (_, n): PackBooking => ({
        id: `extra-${n}`,
        key: '0'.repeat(64),
        partySize: 1,
        names: ['果＊'.repeat(40)],
        cameAt: null,
      }),
    )
    session.bookings = [...session.bookings, ...more]
    return answer
  }
}

test('a roster larger than one value may be on the phone is stored in parts, and read without a network', async () => {
  const { cloud } = held
  const { id, secret } = await book(cloud, 'large-roster', CLASS.today)
  const staff = new Phone(cloud, DOOR.openid)
  enlargeRoster(staff, 4000)
  staff.launch(SCAN_PAGE)
  await until('the roster on the phone', () => staff.around.storage.has('nf:pack'))
  const bytes = [...staff.around.storage].filter(([key]) => key.startsWith('nf:pack#'))
  expect(bytes.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0)).toBeGreaterThan(1_048_576)

  staff.setOnline(false)
  staff.launch(SCAN_PAGE)
  staff.around.camera = (await cloud.codeAt(secret ?? '', id, cloudNow())).qr
  await staff.tap('staff-camera')
  await staff.sees('先记在手机里')
  await staff.sees('果＊ · 1 人')
})

test('staff are told when the phone has no room for the roster', async () => {
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.around.storageFull = true
  staff.launch(SCAN_PAGE)
  await staff.reads('queue-badge', '手机存不下今天的名单')
})

test.each([
  ['whose day is over', { v: 2, expiresAt: 2 }],
  ['of an earlier version', { v: 1, expiresAt: cloudNow() + HOUR }],
])('a roster %s is removed when the app starts, whatever page it starts with', async (_which, { v, expiresAt }) => {
  const phone = new Phone(held.cloud, 'former-staff')
  const pack = { centreId: CENTRE, day: '2020-01-01', madeAt: 1, expiresAt, sessions: [] }
  put(phone, 'pack', { v, value: pack })
  // An answer would say that this person does not work there, and the roster would go for that reason.
  phone.around.online = false
  phone.launch()
  await phone.sees('网络好像断了')
  expect(phone.around.storage.has('nf:pack')).toBe(false)
})

test('keys of a door whose days are over, and a board of days ago, are removed when the app starts', async () => {
  const phone = new Phone(held.cloud, 'old-tablet')
  const day = (ago: number) => localDate(cloudNow() - ago)
  const screen = (ago: number) => ({
    now: 1,
    centre: { id: 'x', name: 'x' },
    keys: [ago, ago - DAY].map(at => ({ date: day(at), key: 'k' })),
    sessions: [],
  })
  put(phone, 'door:old', { v: 1, value: screen(3 * DAY) })
  put(phone, 'door:yesterday', { v: 1, value: screen(DAY) })
  put(phone, 'board:old', { v: 1, value: { now: cloudNow() - 3 * DAY, sessions: [] } })
  phone.around.online = false
  phone.launch('pages/me/index')
  await until(
    'the old ones gone',
    () => !phone.around.storage.has('nf:door:old') && !phone.around.storage.has('nf:board:old'),
  )
  expect(phone.around.storage.has('nf:door:yesterday')).toBe(true)
})
