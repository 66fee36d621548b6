import { DAY, HOUR, localDate, MINUTE, startOfLocalDay } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { aSeries } from './support/series'
import type { CallOptions } from './support/test-cloud'

const now = cloudNow()
let cloud: TestCloud
let serial = 0
/** How far a test has let time pass, ms: what is over by then is in no ledger. */
let passed = 0

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', order: 2 })],
    offerings: [anOffering()],
    staff: [aStaff('staff'), aStaff('staff-bixi', { centreId: 'bixi' })],
    accounts: [aHousehold('family', now), aHousehold('pair', now)],
  })
})
afterEach(async () => {
  cloud.later(0)
  expect(await invariantViolations(cloud, cloudNow() + passed)).toEqual([])
})
afterAll(() => cloud.close())

/** Seeds a session that begins soon, and returns the calls of its desk. */
async function desk(change: Parameters<typeof aSession>[1] = {}) {
  const session = aSession(now, { _id: `session-${serial++}`, startsAt: now + 20 * MINUTE, ...change })
  await cloud.seed({ sessions: [session] })
  const sessionId = session._id
  const here = { centreId: CENTRE, sessionId }
  const walkIn = (people = 1, options: CallOptions = {}) =>
    cloud.send('staff', 'staff.walkIn', { ...here, people }, options)
  const bookFor = (name: string, lastFour: string, people = 1) =>
    cloud.send('staff', 'staff.bookFor', { ...here, people, name, lastFour })
  const book = (openid: string, memberIds = ['self']) =>
    cloud.codeOf(openid, 'booking.create', { sessionId, memberIds })
  const stored = async () => (await cloud.stored('sessions', { _id: sessionId }))[0]
  const roster = () => cloud.ask('staff', 'staff.roster', here)
  return { sessionId, here, walkIn, bookFor, book, stored, roster }
}
const codeOf = ({ reply }: { reply: { ok: boolean; code?: string } }) => (reply.ok ? 'OK' : reply.code)
function bookingOf({ reply }: Awaited<ReturnType<Awaited<ReturnType<typeof desk>>['bookFor']>>) {
  if (!reply.ok) throw new Error(reply.code)
  return reply.data.bookingId
}

test("twenty walk-ins and twenty bookings at once: never too many, and the reserve is the desk's alone", async () => {
  const { walkIn, book, stored } = await desk({ capacity: 12, reserve: 4 })
  const [desked, booked] = await Promise.all([
    Promise.all(Array.from({ length: 20 }, async () => codeOf(await walkIn()))),
    Promise.all(Array.from({ length: 20 }, (_, n) => book(`rush-${n}`))),
  ])
  const [inside, online] = [desked, booked].map(codes => codes.filter(code => code === 'OK').length)
  expect(new Set([...desked, ...booked])).toEqual(new Set(['OK', 'SESSION_FULL']))
  expect((inside ?? 0) + (online ?? 0)).toBe(12)
  expect(inside).toBeGreaterThanOrEqual(4)
  expect(online).toBeLessThanOrEqual(8)
  expect(await stored()).toMatchObject({ seatsLeft: 0, reserve: 0, reserveTaken: 4 })
})

test('the app never takes the reserve, and who waits in the app is not passed over by a walk-in', async () => {
  const { sessionId, walkIn, book, stored } = await desk({ capacity: 2, reserve: 1, rules: { cancelBefore: 0 } })
  const { booking } = await cloud.ask('holder', 'booking.create', { sessionId, memberIds: ['self'] })
  expect(await book('late')).toBe('SESSION_FULL')
  await cloud.ask('late', 'waitlist.join', { sessionId, memberIds: ['self'] })
  expect(codeOf(await walkIn(2))).toBe('SESSION_FULL')
  expect(codeOf(await walkIn(1))).toBe('OK')
  await cloud.ask('holder', 'booking.cancel', { bookingId: booking.id })
  expect(codeOf(await walkIn(1))).toBe('SESSION_FULL')
  expect(Object.keys((await stored())?.offers ?? {})).toHaveLength(1)
})

test('a party that only fits with the reserve does not wait for ever, even while the desk has given it away', async () => {
  const { sessionId, bookFor, book } = await desk({ capacity: 3, reserve: 2 })
  expect(await book('only-one')).toBe('OK')
  expect(codeOf(await bookFor('李大爷', '8001', 2))).toBe('OK')
  const two = { sessionId, memberIds: ['guoguo', 'doudou'] }
  expect((await cloud.send('family', 'waitlist.join', two)).reply).toMatchObject({
    code: 'PARTY_TOO_LARGE',
    detail: { max: 1 },
  })
})

test('a walk-in is booked and in with one call; ten replays are one', async () => {
  const { sessionId, walkIn, roster } = await desk({ reserve: 4 })
  const replies = await Promise.all(Array.from({ length: 10 }, () => walkIn(3, { requestId: `walk-in-${sessionId}` })))
  expect(new Set(replies.map(codeOf))).toEqual(new Set(['OK']))
  const { rows, session } = await roster()
  expect(rows).toMatchObject([
    { names: ['现场来客'], partySize: 3, checkedInAt: expect.any(Number), guest: { lastFour: null } },
  ])
  expect(session).toMatchObject({ booked: 3, came: 3, reserve: 1, seatsLeft: 6 })
  expect(await cloud.stored('checkins', { sessionId })).toMatchObject([{ what: 'in', way: 'walk-in' }])
  expect(codeOf(await walkIn(2, { requestId: `walk-in-${sessionId}` }))).toBe('REQUEST_REUSED')
})

test('the desk works on until the end, past the cut-off of the app, but not for a session that is off or over', async () => {
  const { walkIn, book } = await desk({ rules: { closesBefore: 30 * MINUTE } })
  expect([await book('too-late'), codeOf(await walkIn())]).toEqual(['BOOKING_CLOSED', 'OK'])
  cloud.later(HOUR)
  expect(codeOf(await walkIn())).toBe('OK')
  cloud.later(3 * HOUR)
  expect(codeOf(await walkIn())).toBe('SESSION_OVER')
  cloud.later(0)
  expect(codeOf(await (await desk({ status: 'cancelled', settleAt: null })).walkIn())).toBe('SESSION_CANCELLED')
  expect(codeOf(await (await desk({ startsAt: now + DAY })).walkIn())).toBe('CHECK_IN_TOO_EARLY')
})

test('the same name and digits are the same person, at one centre', async () => {
  const { bookFor } = await desk({ reserve: 4 })
  expect(codeOf(await bookFor('普奶奶', '4321'))).toBe('OK')
  expect(codeOf(await bookFor('普奶奶', '4321'))).toBe('ALREADY_BOOKED')
  expect(codeOf(await bookFor('普奶奶', '4322'))).toBe('OK')
  const twice = await desk({ reserve: 4 })
  expect(codeOf(await twice.bookFor('普奶奶', '4321'))).toBe('TIME_OVERLAP')
  const both = await Promise.all(Array.from({ length: 5 }, () => twice.bookFor('杨孃孃', '1111')))
  expect(both.map(codeOf).sort()).toEqual([
    'ALREADY_BOOKED',
    'ALREADY_BOOKED',
    'ALREADY_BOOKED',
    'ALREADY_BOOKED',
    'OK',
  ])
})

test('a guest is the same person however name and number are written, and is found as people type', async () => {
  const { sessionId, bookFor, roster } = await desk({ reserve: 8, capacity: 12 })
  expect(codeOf(await bookFor('李 秀芳', '13800008899'))).toBe('OK')
  expect((await roster()).rows).toMatchObject([{ guest: { lastFour: '8899' } }])
  for (const [name, number] of [
    ['李秀芳', '8899'],
    ['李　秀芳', '８８９９'],
    ['李秀芳', '+86 (138) 0000-8899'],
  ] as const) {
    expect(codeOf(await bookFor(name, number))).toBe('ALREADY_BOOKED')
  }
  expect(codeOf(await bookFor('Ａｍｙ', '1212'))).toBe('OK')
  expect(codeOf(await bookFor('amy', '1212'))).toBe('ALREADY_BOOKED')
  expect(codeOf(await bookFor('0815', '1313'))).toBe('OK')
  const find = async (query: string) =>
    (await cloud.ask('staff', 'staff.find', { centreId: CENTRE, sessionId, query })).found.map(each => each.lastFour)
  expect(await find('李秀芳')).toEqual(['8899'])
  expect(await find('＋８６ 138-0000-8899')).toEqual(['8899'])
  expect(await find('AMY')).toEqual(['1212'])
  expect(await find('0815')).toEqual(['1313'])
})

test.each(['889', '李8899', '12345678901234567890123456789012345'])(
  'what is no phone number is not taken as one: %s',
  async lastFour => {
    const { here } = await desk({ reserve: 4 })
    const input = { ...here, people: 1, name: '李秀芳', lastFour }
    expect((await cloud.send('staff', 'staff.bookFor', input)).reply).toMatchObject({
      code: 'INVALID_INPUT',
      detail: { path: 'lastFour' },
    })
  },
)

test('a cancelled guest gives the places back to where they came from, the waitlist first', async () => {
  const { sessionId, bookFor, book, stored } = await desk({ capacity: 3, reserve: 2 })
  const bookingId = bookingOf(await bookFor('段叔', '7001', 3))
  expect(await stored()).toMatchObject({ reserve: 0, seatsLeft: 0 })
  expect(await book('hopeful')).toBe('SESSION_FULL')
  await cloud.ask('hopeful', 'waitlist.join', { sessionId, memberIds: ['self'] })
  const cancel = (staff: string, centreId: string) => cloud.codeOf(staff, 'staff.cancelFor', { centreId, bookingId })
  expect(await cancel('staff-bixi', 'bixi')).toBe('BOOKING_NOT_FOUND')
  expect([await cancel('staff', CENTRE), await cancel('staff', CENTRE)]).toEqual(['OK', 'OK'])
  const after = await stored()
  expect(after).toMatchObject({ reserve: 2, reserveTaken: 0, waiting: 0 })
  expect(Object.keys(after?.offers ?? {})).toHaveLength(1)
})

test('what residents have booked is not cancelled at the desk', async () => {
  const { sessionId } = await desk()
  const { booking } = await cloud.ask('owner', 'booking.create', { sessionId, memberIds: ['self'] })
  const input = { centreId: CENTRE, bookingId: booking.id }
  expect(await cloud.codeOf('staff', 'staff.cancelFor', input)).toBe('BOOKING_NOT_FOUND')
})

test('somebody without a code is found by name or digits and let in', async () => {
  const { sessionId, bookFor, book } = await desk({ reserve: 4 })
  const elsewhere = await desk({ centreId: 'bixi' })
  await elsewhere.book('pair', ['guoguo'])
  expect(await book('family', ['guoguo', 'doudou'])).toBe('OK')
  await bookFor('李秀芳', '5566')
  await bookFor('李红芳', '5577')
  const find = async (query: string) =>
    (await cloud.ask('staff', 'staff.find', { centreId: CENTRE, sessionId, query })).found
  expect(await find('豆豆')).toMatchObject([{ partySize: 2, checkedInAt: null }])
  expect(await find('5566')).toMatchObject([{ name: '李＊＊', lastFour: '5566' }])
  expect((await find('豆豆')).map(({ name }) => name)).toEqual(['果＊、豆＊'])
  expect((await find('李')).map(({ name }) => name).sort()).toEqual(['李秀芳', '李红芳'])
  expect(await find('没有这个人')).toEqual([])
  const { found } = await cloud.ask('staff', 'staff.find', { centreId: CENTRE, query: '果果' })
  expect(found.map(booking => booking.sessionId)).not.toContain(elsewhere.sessionId)

  const [family] = await find('豆豆')
  const bookingId = family?.bookingId ?? ''
  const enter = (staff: string, centreId: string) => cloud.codeOf(staff, 'staff.checkInByName', { centreId, bookingId })
  expect([await enter('staff-bixi', 'bixi'), await enter('staff', CENTRE)]).toEqual(['BOOKING_NOT_FOUND', 'OK'])
  expect((await find('豆豆'))[0]?.checkedInAt).toEqual(expect.any(Number))
  expect(await cloud.stored('checkins', { bookingId })).toMatchObject([{ what: 'in', way: 'name' }])
})

test('whoever is looked for today is booked for today: not for tomorrow, but until after midnight', async () => {
  const tomorrow = await desk({ startsAt: startOfLocalDay(now, 1) })
  const tonight = await desk({ startsAt: startOfLocalDay(now, 1) - MINUTE })
  await tomorrow.bookFor('王明天', '7788')
  await tonight.bookFor('王今晚', '7788')
  const { found } = await cloud.ask('staff', 'staff.find', { centreId: CENTRE, query: '7788' })
  expect(found.map(({ sessionId }) => sessionId)).toEqual([tonight.sessionId])
})

test('the roster shows whom staff look for, told apart, on any day; its figures stay those of everybody', async () => {
  const { here, bookFor, book, roster } = await desk({ startsAt: now + 2 * DAY, reserve: 4 })
  expect(await book('family', ['guoguo', 'doudou'])).toBe('OK')
  await bookFor('李秀芳', '5566')
  await bookFor('李红芳', '5577', 2)
  const look = (query: string) => cloud.ask('staff', 'staff.roster', { ...here, query })
  expect((await roster()).rows.map(({ names }) => names)).toEqual([['果＊', '豆＊'], ['李＊＊'], ['李＊＊']])
  expect((await look('李')).rows.map(({ names }) => names)).toEqual([['李秀芳'], ['李红芳']])
  expect((await look('果')).rows.map(({ names }) => names)).toEqual([['果＊', '豆＊']])
  expect(await look('5577')).toMatchObject({
    session: { booked: 5, came: 0 },
    rows: [{ names: ['李＊＊'], guest: { lastFour: '5577' } }],
  })
  expect((await look('没有这个人')).rows).toEqual([])
})

test('staff see what is still to come at their centre, with the reserve; a booking says what the caller must know', async () => {
  const day = startOfLocalDay(now, 5)
  const at = async (change: Parameters<typeof aSession>[1]) => (await desk(change)).sessionId
  const late = await at({ startsAt: day + 15 * HOUR, capacity: 6, reserve: 2 })
  const early = await at({ startsAt: day + 9 * HOUR })
  await at({ startsAt: day + 10 * HOUR, centreId: 'bixi' })
  await at({ startsAt: day + 11 * HOUR, status: 'cancelled', settleAt: null })
  const coming = (input: { date?: string }) => cloud.ask('staff', 'staff.coming', { centreId: CENTRE, ...input })
  const booked = await cloud.ask('staff', 'staff.bookFor', {
    centreId: CENTRE,
    sessionId: late,
    people: 2,
    name: '杨大爷',
    lastFour: '2468',
  })
  expect(booked.place).toEqual({
    centreName: '江川区党群服务中心',
    address: '江川区宁海街道1号',
    phone: '0877-5550100',
  })
  const { items } = await coming({ date: localDate(day) })
  expect(items.map(({ id }) => id)).toEqual([early, late])
  expect(items[1]).toMatchObject({ booked: 2, reserve: 0, seatsLeft: 4, checkInFrom: day + 14.5 * HOUR })
  const all = (await coming({})).items.map(({ id }) => id)
  expect(all).toEqual(expect.arrayContaining([early, late]))
})

test('whoever is found by name on another day is told which, and nothing fails', async () => {
  const { bookFor } = await desk({ startsAt: now + 3 * DAY })
  const bookingId = bookingOf(await bookFor('周奶奶', '3344'))
  const { reply } = await cloud.send('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId })
  expect(reply).toMatchObject({ ok: false, code: 'WRONG_DAY', detail: { startsAt: now + 3 * DAY } })
})

test('before a draw the desk has its reserve and nothing else, even while nobody has registered', async () => {
  const { bookFor, stored } = await desk({
    startsAt: now + 3 * DAY,
    capacity: 4,
    reserve: 1,
    rules: { ballot: { drawBefore: DAY } },
  })
  const drawAt = now + 2 * DAY
  const two = await bookFor('孙奶奶', '6601', 2)
  expect(two.reply).toMatchObject({ ok: false, code: 'BALLOT_ONLY', detail: { drawAt } })
  const one = await bookFor('孙奶奶', '6601')
  expect(one.reply).toMatchObject({ ok: true, data: { session: { drawAt, reserve: 0, seatsLeft: 3 } } })
  expect(codeOf(await bookFor('吴爷爷', '6602'))).toBe('BALLOT_ONLY')
  expect(await stored()).toMatchObject({ seatsLeft: 3, reserve: 0, reserveTaken: 1 })
})

test('of a course that is only booked whole the desk has its reserve, and what is still free when booking has closed', async () => {
  const [change] = aSeries(now, { mode: 'whole', id: 'choir', capacity: 3, reserve: 1, startsAt: now + 20 * MINUTE })
  const { walkIn, bookFor, stored } = await desk({ ...change, rules: { ...change?.rules, closesBefore: 5 * MINUTE } })
  const whole = { seriesId: 'choir', until: now + 15 * MINUTE }
  const refused = { ok: false, code: 'SERIES_ONLY', detail: { seriesId: 'choir' } }
  expect((await bookFor('钱奶奶', '7701', 2)).reply).toMatchObject(refused)
  expect((await walkIn(2)).reply).toMatchObject(refused)
  const one = await bookFor('钱奶奶', '7701')
  expect(one.reply).toMatchObject({ ok: true, data: { session: { whole, reserve: 0, seatsLeft: 2 } } })
  expect((await walkIn()).reply).toMatchObject(refused)
  // These places can no longer be booked with the whole series, so the desk may give them to others.
  cloud.later(15 * MINUTE)
  expect(codeOf(await walkIn(2))).toBe('OK')
  expect(await stored()).toMatchObject({ seatsLeft: 0, reserve: 0, reserveTaken: 1 })
})

test('a guest who stays away is not counted, and is forgotten a month after the session', async () => {
  const { sessionId, bookFor, book } = await desk({ reserve: 4 })
  const bookingId = bookingOf(await bookFor('马阿姨', '9999', 2))
  expect(await book('absent')).toBe('OK')
  cloud.later(3 * HOUR)
  await cloud.tick()
  expect((await cloud.stored('noshows', { sessionId })).map(record => record.bookingId)).not.toContain(bookingId)
  const text = async () =>
    JSON.stringify([await cloud.stored('bookings'), await cloud.stored('sessions'), await cloud.stored('accounts')])
  expect(await text()).toMatch(/马阿姨/)
  expect(await text()).toContain('"9999"')
  passed = 32 * DAY
  cloud.later(passed)
  for (let tick = 0; tick < 3; tick++) await cloud.tick()
  // The digits as they were given: a random id may end with them.
  expect(await text()).not.toMatch(/马阿姨|"9999"/)
  expect(await cloud.stored('bookings', { _id: bookingId })).toMatchObject([{ partySize: 2, anonymous: true }])
})
