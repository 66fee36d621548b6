import { currentDoorCode } from '@domain/checkin/door'
import { localDate, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import type { CallOptions } from './support/test-cloud'

const now = cloudNow()
const DOOR = { longitude: 102.75, latitude: 24.29 }
const FAR = { longitude: 102.75, latitude: 25.04 }
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  const soon = (id: string) => aSession(now, { _id: id, startsAt: now + 10 * MINUTE, capacity: 100 })
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', order: 2 })],
    offerings: [anOffering()],
    sessions: [soon('now'), soon('called-off'), soon('moved'), aSession(now, { _id: 'later' })],
    staff: [
      aStaff('staff'),
      aStaff('manager', { role: 'manager' }),
      aStaff('staff-bixi', { centreId: 'bixi', centreName: '碧溪社区党群服务中心' }),
    ],
  })
})
afterAll(() => cloud.close())

const book = async (openid: string, sessionId = 'now') =>
  (await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })).booking

/** Returns what the screen of a centre shows at a moment, computed only from the data that it was given. */
async function shown(at = cloudNow(), centreId = CENTRE, staff = 'staff') {
  const { keys } = await cloud.ask(staff, 'staff.doorKey', { centreId })
  const key = keys.find(({ date }) => date === localDate(at))?.key ?? ''
  return currentDoorCode(key, centreId, at)
}

const self = (openid: string, bookingId: string, code: string, options: CallOptions = {}) =>
  cloud.codeOf(openid, 'checkin.self', { bookingId, code }, options)

test('picture, digits and a link with the picture let in whoever stands at the door', async () => {
  const { qr, digits } = await shown()
  for (const [n, code] of [qr, digits, `https://example.com/d?c=${qr}`].entries()) {
    const { id } = await book(`comer-${n}`)
    const answer = await cloud.ask(`comer-${n}`, 'checkin.self', { bookingId: id, code })
    expect(answer).toMatchObject({ outcome: 'accepted', booking: { id, checkedInAt: answer.at } })
    expect(await cloud.stored('checkins', { bookingId: id })).toMatchObject([
      { what: 'in', way: 'door', by: accountIdOf(`comer-${n}`), near: null, at: answer.at },
    ])
  }
  const roster = await cloud.ask('staff', 'staff.roster', { centreId: CENTRE, sessionId: 'now' })
  expect(roster.session.came).toBe(3)
})

test('a photograph is worth nothing after 61 seconds, by the clock of the server', async () => {
  const { id } = await book('at-home')
  const { qr, digits } = await shown()
  cloud.later(61_000)
  expect(await self('at-home', id, qr)).toBe('DOOR_CODE_EXPIRED')
  expect(await self('at-home', id, digits)).toBe('DOOR_CODE_INVALID')
  cloud.later(0)
  expect((await cloud.stored('bookings', { _id: id }))[0]?.checkIn).toBeNull()
})

test('the door of another centre, a forged code and the code of a booking are refused', async () => {
  const booking = await book('wanderer')
  const bixi = await shown(cloudNow(), 'bixi', 'staff-bixi')
  const { reply } = await cloud.send('wanderer', 'checkin.self', { bookingId: booking.id, code: bixi.qr })
  expect(reply).toMatchObject({ code: 'DOOR_ELSEWHERE', detail: { centreName: '江川区党群服务中心' } })
  expect(await self('wanderer', booking.id, bixi.digits)).toBe('DOOR_CODE_INVALID')
  const { qr } = await shown()
  const forged = `${qr.slice(0, -1)}${qr.endsWith('0') ? '1' : '0'}`
  for (const code of [forged, 'hello', '00000000', `NF1.${booking.id}.abc.00000000000000000000`]) {
    expect([code, await self('wanderer', booking.id, code)]).toEqual([code, 'DOOR_CODE_INVALID'])
  }
})

test('only one’s own booking, only in its window, only as it stands', async () => {
  const { qr } = await shown()
  const { id } = await book('owner')
  expect(await self('stranger', id, qr)).toBe('BOOKING_NOT_FOUND')
  const early = await book('early', 'later')
  expect(await self('early', early.id, qr)).toBe('WRONG_DAY')
  const gone = await book('gone')
  await cloud.change('bookings', gone.id, { cancelUntil: now + MINUTE })
  await cloud.ask('gone', 'booking.cancel', { bookingId: gone.id })
  expect(await self('gone', gone.id, qr)).toBe('BOOKING_CANCELLED')

  const off = await book('off', 'called-off')
  await cloud.ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'called-off', reason: '停电' })
  expect(await self('off', off.id, qr)).toBe('BOOKING_CANCELLED')
  const moved = await book('moved', 'moved')
  const times = { startsAt: now + 600 * MINUTE, endsAt: now + 690 * MINUTE }
  await cloud.ask('manager', 'staff.moveSession', { centreId: CENTRE, sessionId: 'moved', ...times, reason: '停电' })
  expect(await self('moved', moved.id, qr)).toBe('CHECK_IN_TOO_EARLY')

  const late = await book('late')
  cloud.later(180 * MINUTE)
  expect(await self('late', late.id, (await shown(cloudNow() + 180 * MINUTE)).qr)).toBe('CHECK_IN_OVER')
  cloud.later(0)
})

test('ten at once are one check-in, and its replay gets the first answer when the code is long gone', async () => {
  const { id } = await book('eager')
  const { qr } = await shown()
  const send = (requestId: string) =>
    cloud.ask('eager', 'checkin.self', { bookingId: id, code: qr }, { requestId: `${requestId}-of-eager` })
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => send(`tap-${n % 5}`)))
  expect(new Set(answers.map(({ at }) => at)).size).toBe(1)
  expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['accepted', 'already']))
  const rows = await cloud.stored('checkins', { bookingId: id })
  expect(rows).toHaveLength(1)
  cloud.later(5 * MINUTE)
  const replay = { requestId: rows[0]?.requestId ?? '' }
  expect(await self('eager', id, qr, replay)).toBe('OK')
  cloud.later(0)
})

test('a position, which is kilometres off, decides nothing and is not kept', async () => {
  const { qr } = await shown()
  for (const [openid, location] of [
    ['far-away', FAR],
    ['close-by', DOOR],
  ] as const) {
    const { id } = await book(openid)
    await cloud.ask(openid, 'checkin.self', { bookingId: id, code: qr, location })
    const kept = [await cloud.stored('checkins', { bookingId: id }), await cloud.stored('bookings', { _id: id })]
    expect(kept[0]).toMatchObject([{ near: null }])
    expect(JSON.stringify(kept)).not.toMatch(/longitude|latitude|25\.04/)
    const { rows } = await cloud.ask('staff', 'staff.roster', { centreId: CENTRE, sessionId: 'now' })
    expect(rows.find(({ bookingId }) => bookingId === id)).not.toHaveProperty('far')
  }
  expect(cloud.lines.join('\n')).not.toContain('25.04')
  expect(await invariantViolations(cloud, cloudNow())).toEqual([])
})

test('a screen gets keys of days and never the secret, and only for staff of that centre', async () => {
  const screen = await cloud.ask('staff', 'staff.doorKey', { centreId: CENTRE })
  const [door] = await cloud.stored('doors', { _id: CENTRE })
  expect(JSON.stringify(screen)).not.toContain(door?.secret)
  expect(screen.keys.map(({ date }) => date)).toEqual([localDate(now), localDate(now + 24 * 60 * MINUTE)])
  expect(screen.sessions.map(({ id }) => id)).toContain('now')
  expect(JSON.stringify(screen.sessions)).not.toMatch(/attendees|nickname|claims/)
  expect(await cloud.codeOf('staff-bixi', 'staff.doorKey', { centreId: CENTRE })).toBe('FORBIDDEN')
})
