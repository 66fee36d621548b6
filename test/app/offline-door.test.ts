import { HOUR, MINUTE } from '@domain/time'
import { aCentre, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { book, CLASS, DOOR, seedClass } from './support/class'
import { holdNext } from './support/held'
import { Phone } from './support/phone'
import { cloudForFile } from './support/run'
import { until } from './support/until'

const held = cloudForFile(async cloud => {
  await seedClass(cloud)
  await cloud.change('sessions', CLASS.today, { capacity: 40, seatsLeft: 40 })
})

const SCAN_PAGE = `packages/staff/pages/scan/index?centreId=${CENTRE}`

async function guests(prefix: string, count: number) {
  const made = []
  for (let n = 0; n < count; n++) {
    const openid = `${prefix}-${n}`
    const { id, secret } = await book(held.cloud, openid, CLASS.today)
    made.push({ openid, id, codeNow: () => held.cloud.codeAt(secret ?? '', id, cloudNow()) })
  }
  return made
}

/** A staff phone on the scan page that has downloaded the roster. */
async function readyPhone(): Promise<Phone> {
  const phone = new Phone(held.cloud, DOOR.openid)
  phone.launch(SCAN_PAGE)
  await until('the roster on the phone', () => phone.around.storage.has('nf:pack'))
  await phone.settles()
  return phone
}

async function typeCode(phone: Phone, digits: string): Promise<void> {
  await phone.type('staff-digits', digits)
}

/** Closes the result; the same digits are a new code only once the field is empty. */
async function nextPerson(phone: Phone): Promise<void> {
  await phone.tap('staff-next')
  await until('an empty field', async () => (await phone.attribute('staff-digits', 'value')) === '')
}

const checkedIn = async (ids: string[]) => {
  const bookings = await held.cloud.stored('bookings', { _id: { $in: ids } })
  return bookings.filter(({ checkIn }) => checkIn !== null).length
}
const waiting = (phone: Phone) => [...phone.around.storage.keys()].filter(key => key.startsWith('nf:scan:')).length

test('network off, five scans, app closed and opened, network back: all are in, and the resident sees it', async () => {
  const people = await guests('line', 5)
  const staff = await readyPhone()
  staff.setOnline(false)
  for (const [n, person] of people.entries()) {
    await typeCode(staff, (await person.codeNow()).digits)
    await staff.sees('请进 · 先记在手机里')
    await staff.sees('果＊ · 1 人')
    await nextPerson(staff)
    await staff.sees(`${n + 1} 个待上传`)
  }
  await typeCode(staff, (await people[0]?.codeNow())?.digits ?? '')
  await staff.sees('已经签到过了')
  expect(await checkedIn(people.map(({ id }) => id))).toBe(0)

  staff.launch(SCAN_PAGE)
  await staff.sees('5 个待上传')
  staff.setOnline(true)
  await staff.seesNoMore('待上传')
  expect(await checkedIn(people.map(({ id }) => id))).toBe(5)
  expect(await held.cloud.stored('checkins', { way: 'offline' })).toHaveLength(5)

  const resident = new Phone(held.cloud, people[0]?.openid ?? '')
  resident.launch(`pages/code/index?id=${people[0]?.id}`)
  await resident.sees('已签到')
})

test('the app, opened anywhere with the network back, brings in what waits', async () => {
  const [person] = await guests('anywhere', 1)
  const staff = await readyPhone()
  staff.setOnline(false)
  staff.around.camera = (await person?.codeNow())?.qr ?? ''
  await staff.tap('staff-camera')
  await staff.sees('先记在手机里')
  staff.around.camera = null
  staff.around.online = true
  staff.launch('pages/me/index')
  await until('the check-in', async () => (await checkedIn([person?.id ?? ''])) === 1)
})

test('whoever booked after the roster was taken along is let in, and confirmed later; misheard digits ask first', async () => {
  const staff = await readyPhone()
  const [person] = await guests('newer', 1)
  staff.setOnline(false)
  await typeCode(staff, '00000000')
  await staff.sees('这串数字对不上名单')
  await nextPerson(staff)
  expect(waiting(staff)).toBe(0)

  staff.around.camera = (await person?.codeNow())?.qr ?? ''
  await staff.tap('staff-camera')
  await staff.sees('请进 · 待确认')
  staff.around.camera = null
  await nextPerson(staff)
  staff.setOnline(true)
  await staff.sees('核对过了，已签到')
  expect(await checkedIn([person?.id ?? ''])).toBe(1)
})

test.each(['INTERNAL', 'BUSY'])('while the cloud answers %s, the roster on the phone decides', async code => {
  const [person] = await guests(`failing-${code.toLowerCase()}`, 1)
  const staff = await readyPhone()
  const failing = new Set(['staff.checkIn', 'staff.uploadScans'])
  staff.around.insteadOfCloud = ({ route }) =>
    failing.has(route) ? { ok: false, code, detail: null, requestId: '' } : undefined
  await typeCode(staff, (await person?.codeNow())?.digits ?? '')
  await staff.sees('请进 · 先记在手机里')
  await staff.sees('果＊ · 1 人')
  await staff.sees('系统一时没回应，稍后自动上传')
  await nextPerson(staff)
  await staff.sees('系统一时没回应，照样能扫码签到')
  expect(await checkedIn([person?.id ?? ''])).toBe(0)
  staff.around.insteadOfCloud = null
  staff.launch(SCAN_PAGE)
  await until('the check-in', async () => (await checkedIn([person?.id ?? ''])) === 1)
  await staff.seesNoMore('待上传')
})

test('while the cloud gives no answer in time, the roster on the phone decides', async () => {
  const [person] = await guests('hanging', 1)
  const staff = await readyPhone()
  staff.around.insteadOfCloud = ({ route }) => (route === 'staff.checkIn' ? new Promise(() => {}) : undefined)
  await typeCode(staff, (await person?.codeNow())?.digits ?? '')
  await staff.sees('请进 · 先记在手机里')
  staff.around.insteadOfCloud = null
  await until('the check-in', async () => (await checkedIn([person?.id ?? ''])) === 1)
})

test('a check-in whose answer comes too late, and is uploaded, is one check-in and no second use', async () => {
  const [person] = await guests('late-answer', 1)
  const staff = await readyPhone()
  const answer = holdNext(staff, 'staff.checkIn')
  await typeCode(staff, (await person?.codeNow())?.digits ?? '')
  await staff.sees('请进 · 先记在手机里')
  expect(answer.state.arrived).toBe(true)
  await staff.seesNoMore('待上传')
  answer.letGo()
  await until('the late answer', () => answer.state.delivered)
  await staff.settles()
  const rows = await held.cloud.stored('checkins', { bookingId: person?.id })
  expect(rows.map(({ what }) => what)).toEqual(['in'])
})

test('scans of yesterday that were never uploaded outlast midnight, and go up once there is a network', async () => {
  const [person] = await guests('yesterday', 1)
  const staff = await readyPhone()
  staff.setOnline(false)
  await typeCode(staff, (await person?.codeNow())?.digits ?? '')
  await staff.sees('请进 · 先记在手机里')
  const [key = ''] = [...staff.around.storage.keys()].filter(name => name.startsWith('nf:scan:'))
  const scan = JSON.parse(staff.around.storage.get(key) ?? '{}')
  staff.around.storage.set(key, JSON.stringify({ ...scan, value: { ...scan.value, at: scan.value.at - 26 * HOUR } }))
  staff.launch(SCAN_PAGE)
  await staff.sees('1 个待上传')
  await staff.settles()
  expect(waiting(staff)).toBe(1)
  const sent: string[] = []
  staff.around.wayBack = async ({ route, input }, reply) => {
    if (route === 'staff.uploadScans') sent.push(JSON.stringify(input))
    return reply
  }
  staff.setOnline(true)
  await until('the upload', () => sent.some(input => input.includes(scan.value.nonce)))
})

test('who was scanned without a network, then taken back by a colleague, is let in when scanned again', async () => {
  const [person] = await guests('taken-back', 1)
  const { id, codeNow } = person ?? { id: '', codeNow: async () => ({ digits: '' }) }
  const staff = await readyPhone()
  staff.setOnline(false)
  await typeCode(staff, (await codeNow()).digits)
  await staff.sees('请进 · 先记在手机里')
  staff.setOnline(true)
  await until('the check-in', async () => (await checkedIn([id])) === 1)
  await held.cloud.ask(DOOR.openid, 'staff.undoCheckIn', { centreId: CENTRE, bookingId: id, reason: '人还没到' })
  // The roster is fetched again, as after a minute.
  staff.around.storage.delete('nf:pack')
  staff.launch(SCAN_PAGE)
  await until('the roster on the phone', () => staff.around.storage.has('nf:pack'))
  await staff.settles()
  staff.setOnline(false)
  await typeCode(staff, (await codeNow()).digits)
  await staff.sees('请进 · 先记在手机里')
  staff.setOnline(true)
  const log = () => held.cloud.stored('checkins', { bookingId: id })
  await until('the second check-in in the log', async () => (await log()).length === 3)
  expect(await checkedIn([id])).toBe(1)
})

test('who was let in and taken back on this phone is let in again without a network, with the roster of before', async () => {
  const [person] = await guests('own-undo', 1)
  const { id, codeNow } = person ?? { id: '', codeNow: async () => ({ digits: '' }) }
  const staff = await readyPhone()
  await typeCode(staff, (await codeNow()).digits)
  await staff.reads('staff-result', '请进')
  await staff.tap('staff-undo')
  await staff.tapText('签错人了')
  await staff.reads('undo-yes', '撤销签到')
  await staff.tap('undo-yes')
  await staff.sees('签到撤销了')
  staff.setOnline(false)
  staff.launch(SCAN_PAGE)
  await staff.settles()
  await typeCode(staff, (await codeNow()).digits)
  await staff.sees('请进 · 先记在手机里')
  await nextPerson(staff)
  staff.setOnline(true)
  await until('the second check-in', async () => (await checkedIn([id])) === 1)
})

test('who was let in by the cloud is known to be in when the network breaks', async () => {
  const [person] = await guests('known', 1)
  const staff = await readyPhone()
  await typeCode(staff, (await person?.codeNow())?.digits ?? '')
  await staff.reads('staff-result', '请进')
  await nextPerson(staff)
  staff.setOnline(false)
  await typeCode(staff, (await person?.codeNow())?.digits ?? '')
  await staff.sees('已经签到过了')
  expect(waiting(staff)).toBe(0)
})

test('killed at any write to its storage, the phone loses no scan that it called accepted', async () => {
  const staff = await readyPhone()
  const people = await guests('killed', 4)
  staff.launch(SCAN_PAGE)
  staff.around.storage.delete('nf:pack')
  staff.launch(SCAN_PAGE)
  await until('the roster on the phone', () => staff.around.storage.has('nf:pack'))
  await staff.settles()
  staff.setOnline(false)
  let accepted = 0
  for (const [writes, person] of people.entries()) {
    staff.around.dieAtWrite = writes
    await typeCode(staff, (await person.codeNow()).digits)
    await until('a result', () => staff.has('staff-result'))
    if (staff.text.includes('请进')) accepted++
    staff.around.dieAtWrite = null
    staff.launch(SCAN_PAGE)
    await staff.settles()
    expect(waiting(staff)).toBe(accepted)
  }
  expect(accepted).toBeGreaterThan(0)
  // The app is killed while answers arrive; it sends unanswered scans again.
  staff.around.dieAtWrite = 1
  staff.setOnline(true)
  await until('the check-ins', async () => (await checkedIn(people.map(({ id }) => id))) === accepted)
  staff.around.dieAtWrite = null
  staff.launch(SCAN_PAGE)
  await staff.seesNoMore('待上传')
  const ids = people.map(({ id }) => id)
  expect(await held.cloud.stored('checkins', { bookingId: { $in: ids } })).toHaveLength(accepted)
})

/** What the phone stores of the centre for those who work there. */
const keptForStaff = (phone: Phone) => [...phone.around.storage.keys()].filter(key => /^nf:(pack|door|board)/.test(key))

async function changeRoles(roles: { centreId: string; role: string }[]) {
  const [role] = await held.cloud.stored('staff')
  await held.cloud.change('staff', role?._id ?? '', { roles })
}

test.each([
  ['the first refused call', `packages/staff/pages/today/index?centreId=${CENTRE}`],
  ['the first answer that lists roles', 'pages/home/index'],
])('who no longer works there keeps nothing of the centre after %s', async (_when, page) => {
  const [before] = await held.cloud.stored('staff')
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch(`packages/staff/pages/today/index?centreId=${CENTRE}`)
  await until('the board and the roster', () => keptForStaff(staff).length === 2)
  await staff.settles()
  await changeRoles([])
  staff.launch(page)
  await until('nothing of the centre', () => keptForStaff(staff).length === 0)
  await changeRoles(before?.roles ?? [])
})

test('a roster that arrives when the door of another centre is open already does not replace its roster', async () => {
  const [before] = await held.cloud.stored('staff')
  await held.cloud.seed({ centres: [aCentre({ _id: 'bixi', name: '碧溪', order: 2 })] })
  const [role] = before?.roles ?? []
  if (!role) throw new Error('nobody works here')
  await held.cloud.change('staff', before?._id ?? '', {
    roles: [role, { ...role, centreId: 'bixi', centreName: '碧溪' }],
  })
  const staff = new Phone(held.cloud, DOOR.openid)
  staff.launch('pages/me/index')
  const late = holdNext(staff, 'staff.pack')
  await staff.tap(`staff-entrance-${CENTRE}`)
  await until('the first roster on its way', () => late.state.arrived)
  staff.goBack()
  await staff.tap('staff-entrance-bixi')
  const centreOfRoster = () => JSON.parse(staff.around.storage.get('nf:pack') ?? '{}').value?.centreId
  await until('the roster of the second centre', () => centreOfRoster() === 'bixi')
  late.letGo()
  await until('the first roster', () => late.state.delivered)
  await staff.settles()
  expect(centreOfRoster()).toBe('bixi')
  await held.cloud.change('staff', before?._id ?? '', { roles: before?.roles ?? [] })
})

test('a roster of an earlier day is gone when the app starts, and one from the future too', async () => {
  const staff = await readyPhone()
  const fresh = JSON.parse(staff.around.storage.get('nf:pack') ?? '{}')
  for (const change of [{ expiresAt: cloudNow() - MINUTE }, { madeAt: cloudNow() + HOUR }]) {
    staff.setOnline(false)
    staff.around.storage.set('nf:pack', JSON.stringify({ ...fresh, value: { ...fresh.value, ...change } }))
    staff.launch('pages/me/index')
    await until('no roster', () => !staff.around.storage.has('nf:pack'))
  }
})
