import { randomUUID } from 'node:crypto'
import { checkInStep } from '@domain/checkin/log'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const END = now + 90 * MINUTE
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

/** Seeds sessions one day apart, the first of which begins at once. */
async function days(count: number) {
  const sessions = Array.from({ length: count }, (_, n) =>
    aSession(now, { _id: `day-${n}`, startsAt: END - 90 * MINUTE + HOUR + n * DAY }),
  )
  await cloud.seed({ sessions })
  return sessions
}

const book = async (openid: string, sessionId: string, memberIds = ['self']) =>
  (await cloud.ask(openid, 'booking.create', { sessionId, memberIds })).booking

/** Sets the clock to `wait` ms after the end of a session of `days`, and runs the timer. */
async function after(day: number, wait = 2 * HOUR, ticks = 1) {
  cloud.later(HOUR + day * DAY + 90 * MINUTE + wait)
  for (let tick = 0; tick < ticks; tick++) expect(await cloud.tick()).toMatchObject({ ok: true })
}

const letIn = async (bookingId: string, at: number) => {
  const { checkIn, entries } = checkInStep({ at, by: 'door', way: 'qr', requestId: 'door-request' }, at)
  // Unlogged entries: the timer writes them to the log.
  await cloud.change('bookings', bookingId, { checkIn, checkInEntries: 1, unlogged: true, unloggedEntries: entries })
}
const expectConsistent = async () => expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])

test('who did not come has a record each, who came has none, and nothing happens before late scans are in', async () => {
  await days(1)
  const family = await book('mum', 'day-0', ['guoguo', 'doudou'])
  const dad = await book('dad', 'day-0')
  await letIn(dad.id, now)
  await after(0, 29 * MINUTE)
  expect(await cloud.stored('noshows')).toEqual([])
  await after(0, 31 * MINUTE)
  const { people, records } = await cloud.ask('mum', 'standing.get', {})
  expect(people).toMatchObject([
    { nickname: '果果', count: 1, step: 'reminder', pausedUntil: null },
    { nickname: '豆豆', count: 1, step: 'reminder', pausedUntil: null },
  ])
  expect(records).toMatchObject([
    { bookingId: family.id, title: '书法小课桌', state: 'counted', excuse: null, appeal: null },
    { bookingId: family.id, state: 'counted' },
  ])
  expect((await cloud.ask('mum', 'booking.get', { bookingId: family.id })).booking.missed).toBe(true)
  expect((await cloud.ask('mum', 'me.get', {})).standing).toHaveLength(2)
  expect((await cloud.ask('dad', 'me.get', {})).standing).toEqual([])
  expect((await cloud.ask('dad', 'booking.get', { bookingId: dad.id })).booking.missed).toBe(false)
  expect(await cloud.ask('dad', 'standing.get', { bookingId: family.id })).toMatchObject({ records: [] })
  await expectConsistent()
})

test('settled once, however often, late and doubled the ticks come', async () => {
  await days(1)
  await cloud.seed({ sessions: [aSession(now, { _id: 'twin', startsAt: now + HOUR })] })
  const people = Array.from({ length: 10 }, (_, n) => `person-${n}`)
  await Promise.all(people.map(openid => book(openid, 'day-0')))
  const came = await book('punctual', 'twin')
  await letIn(came.id, now)
  const [first] = await cloud.stored('bookings', { sessionId: 'day-0' })
  await letIn(first?._id ?? '', now)
  cloud.later(20 * DAY)
  await Promise.all([cloud.tick(), cloud.tick(), cloud.tick()])
  await cloud.tick()
  const records = await cloud.stored('noshows')
  expect(records).toHaveLength(9)
  expect(records.every(({ missedAt }) => missedAt === now + HOUR + 90 * MINUTE)).toBe(true)
  expect((await cloud.stored('sessions')).map(({ settleAt }) => settleAt)).toEqual([null, null])
  await cloud.tick()
  expect(await cloud.stored('noshows')).toEqual(records)
  await expectConsistent()
})

test('a session of more bookings than are settled in one go is settled in one tick', async () => {
  await cloud.seed({
    sessions: [aSession(now, { startsAt: now + HOUR, capacity: 250 })],
  })
  await Promise.all(Array.from({ length: 220 }, (_, n) => book(`person-${n}`, 'calligraphy-1')))
  const [first] = await cloud.stored('bookings')
  await letIn(first?._id ?? '', now)
  await after(0)
  expect(await cloud.stored('noshows')).toHaveLength(219)
  await expectConsistent()
})

test('a kind word, a clear one, a pause that refuses, and its end', async () => {
  await days(40)
  const steps = []
  for (const day of [0, 1, 2]) {
    await book('mum', `day-${day}`, ['guoguo'])
    await after(day)
    steps.push((await cloud.ask('mum', 'me.get', {})).standing[0]?.step)
  }
  expect(steps).toEqual(['reminder', 'warning', 'pause'])
  const until = now + HOUR + 90 * MINUTE + 16 * DAY
  const { reply } = await cloud.send('mum', 'booking.create', { sessionId: 'day-20', memberIds: ['self', 'guoguo'] })
  expect(reply).toMatchObject({ ok: false, code: 'PAUSED', detail: { memberId: 'guoguo', until, count: 3 } })
  const { members } = await cloud.ask('mum', 'class.get', { offeringId: 'calligraphy' })
  expect(members.map(({ member, refusal }) => [member.nickname, refusal?.code])).toEqual([
    ['我', undefined],
    ['果果', 'PAUSED'],
    ['豆豆', undefined],
  ])
  await book('mum', 'day-20', ['self', 'doudou'])
  cloud.at(until + MINUTE)
  await book('mum', 'day-21', ['guoguo'])
  await expectConsistent()
})

test('twenty bookings at once while paused: twenty refusals and nothing left behind', async () => {
  await days(20)
  await cloud.change('accounts', (await cloud.stored('accounts'))[0]?._id ?? '', {
    missed: { self: [now - 3 * DAY, now - 2 * DAY, now - DAY] },
  })
  const codes = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      cloud.codeOf('mum', 'booking.create', { sessionId: `day-${n}`, memberIds: ['self'] }),
    ),
  )
  expect(new Set(codes)).toEqual(new Set(['PAUSED']))
  expect((await cloud.stored('sessions')).every(({ claims }) => Object.keys(claims).length === 0)).toBe(true)
})

test('a pause that begins while twenty bookings are under way holds for all that come after it', async () => {
  await days(24)
  for (const day of [0, 1]) await book('mum', `day-${day}`)
  await book('mum', 'day-2')
  await after(1)
  // Whoever books now is warned.
  const { id: bookingId } = await book('mum', 'day-23')
  await cloud.ask('mum', 'booking.cancel', { bookingId })
  cloud.later(HOUR + 2 * DAY + 4 * HOUR)
  const [codes] = await Promise.all([
    Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        cloud.codeOf('mum', 'booking.create', { sessionId: `day-${n + 4}`, memberIds: ['self'] }),
      ),
    ),
    cloud.tick(),
  ])
  expect(codes.filter(code => code !== 'OK' && code !== 'PAUSED')).toEqual([])
  expect(await cloud.codeOf('mum', 'booking.create', { sessionId: 'day-3', memberIds: ['self'] })).toBe('PAUSED')
  expect(await cloud.stored('bookings', { startsAt: { $gt: now + 3 * DAY } })).toHaveLength(
    codes.filter(code => code === 'OK').length + 1,
  )
  await expectConsistent()
})

test('three bookings and not one scan: the door is to blame, and nobody is counted', async () => {
  await days(1)
  for (const openid of ['mum', 'dad', 'aunt']) await book(openid, 'day-0')
  await after(0)
  expect((await cloud.stored('noshows')).map(({ state, excuse }) => [state, excuse?.reason])).toEqual(
    Array(3).fill(['excused', 'no-scan']),
  )
  expect((await cloud.ask('mum', 'me.get', {})).standing).toEqual([])
  await expectConsistent()
})

describe('an appeal', () => {
  const reason = '孩子发烧了，\n来不及取消'
  const paused = async () => {
    await days(30)
    const bookings = []
    for (const day of [0, 1, 2]) {
      bookings.push(await book('mum', `day-${day}`, ['guoguo']))
      await after(day)
    }
    return bookings.map(({ id }) => ({ bookingId: id, memberId: 'guoguo', reason }))
  }
  const decide = (recordId: string, granted: boolean, requestId = randomUUID()) =>
    cloud.send(
      'manager',
      'staff.decideAppeal',
      { centreId: CENTRE, recordId, granted, note: '祝早日康复' },
      { requestId },
    )
  const bookAgain = () => cloud.codeOf('mum', 'booking.create', { sessionId: 'day-5', memberIds: ['guoguo'] })

  test('that is granted lifts the pause, and the person reads why', async () => {
    const [, appeal] = await paused()
    if (!appeal) throw new Error('no booking')
    expect(await bookAgain()).toBe('PAUSED')
    const requestId = randomUUID()
    const { record } = await cloud.ask('mum', 'noshow.appeal', appeal, { requestId })
    expect(record).toMatchObject({ state: 'counted', appeal: { reason, decision: null } })
    expect((await cloud.ask('mum', 'noshow.appeal', appeal, { requestId })).record).toEqual(record)
    expect(await cloud.codeOf('mum', 'noshow.appeal', { ...appeal, reason: '堵车' }, { requestId })).toBe(
      'REQUEST_REUSED',
    )
    expect(await cloud.codeOf('mum', 'noshow.appeal', appeal)).toBe('ALREADY_APPEALED')
    expect(await cloud.codeOf('dad', 'noshow.appeal', appeal)).toBe('NO_SHOW_NOT_FOUND')

    const { appeals } = await cloud.ask('manager', 'staff.appeals', { centreId: CENTRE })
    expect(appeals).toMatchObject([{ recordId: record.id, name: '果＊', title: '书法小课桌', reason }])
    const decision = randomUUID()
    const answers = await Promise.all([decide(record.id, true, decision), decide(record.id, true, decision)])
    expect(answers.map(({ reply }) => reply.ok)).toEqual([true, true])
    expect((await decide(record.id, false)).reply).toMatchObject({ code: 'APPEAL_DECIDED', detail: { granted: true } })
    expect((await decide(record.id, false, decision)).reply).toMatchObject({ code: 'REQUEST_REUSED' })
    expect((await cloud.ask('manager', 'staff.appeals', { centreId: CENTRE })).appeals).toEqual([])
    // One can look back at what was decided, and at nothing else.
    const past = await cloud.ask('manager', 'staff.appeals', { centreId: CENTRE, decided: true })
    expect(past.appeals).toMatchObject([
      { recordId: record.id, name: '果＊', reason, decision: { granted: true, note: '祝早日康复' } },
    ])
    expect(past.appeals).toHaveLength(1)

    const { records, people } = await cloud.ask('mum', 'standing.get', { bookingId: appeal.bookingId })
    expect(records).toMatchObject([
      { state: 'excused', excuse: 'appeal', appeal: { decision: { granted: true, note: '祝早日康复' } } },
    ])
    expect(people).toMatchObject([{ count: 2, step: 'warning', pausedUntil: null }])
    expect(await bookAgain()).toBe('OK')
    await expectConsistent()
  })

  test('that is not granted leaves everything as it was, with a word of explanation', async () => {
    const [appeal] = await paused()
    if (!appeal) throw new Error('no booking')
    const { record } = await cloud.ask('mum', 'noshow.appeal', appeal)
    expect((await decide(record.id, false)).reply).toMatchObject({ ok: true })
    expect(await bookAgain()).toBe('PAUSED')
    const { records } = await cloud.ask('mum', 'standing.get', { bookingId: appeal.bookingId })
    expect(records).toMatchObject([{ state: 'counted', appeal: { decision: { granted: false } } }])
    expect(await cloud.codeOf('mum', 'noshow.appeal', appeal)).toBe('ALREADY_APPEALED')
    await expectConsistent()
  })

  test('is for the manager of the centre where it happened, and needs to be there', async () => {
    const [appeal] = await paused()
    const recordId = `${appeal?.bookingId}-guoguo`
    expect((await decide(recordId, true)).reply).toMatchObject({ code: 'NO_SHOW_NOT_FOUND' })
    await cloud.change('noshows', recordId, { centreId: 'elsewhere' })
    await cloud.ask('mum', 'noshow.appeal', appeal ?? { bookingId: '', memberId: '', reason })
    expect((await decide(recordId, true)).reply).toMatchObject({ code: 'NO_SHOW_NOT_FOUND' })
  })
})

test('three misses in one afternoon pause nobody', async () => {
  const hours = [1, 3, 5]
  await cloud.seed({
    sessions: hours.map(hour =>
      aSession(now, { _id: `at-${hour}`, startsAt: now + hour * HOUR, endsAt: now + hour * HOUR + HOUR }),
    ),
  })
  for (const hour of hours) await book('mum', `at-${hour}`, ['guoguo'])
  cloud.later(8 * HOUR)
  await cloud.tick()
  expect((await cloud.ask('mum', 'me.get', {})).standing).toMatchObject([{ count: 3, step: 'reminder' }])
  await expectConsistent()
})

test('whoever has booked everything beforehand was never warned, and is warned instead of paused', async () => {
  await days(40)
  for (const day of [0, 1, 2]) await book('mum', `day-${day}`, ['guoguo'])
  for (const day of [0, 1, 2]) await after(day)
  expect((await cloud.ask('mum', 'me.get', {})).standing).toMatchObject([
    { count: 3, step: 'warning', pausedUntil: null },
  ])
  // The page shows the warning, and with the booking it counts as shown.
  const page = await cloud.ask('mum', 'class.get', { offeringId: 'calligraphy' })
  expect(page.members.map(({ warned }) => warned ?? null)).toEqual([null, { count: 3 }, null])
  await book('mum', 'day-4', ['guoguo'])
  await after(4)
  expect((await cloud.ask('mum', 'me.get', {})).standing).toMatchObject([{ count: 4, step: 'pause' }])
  expect(await cloud.codeOf('mum', 'booking.create', { sessionId: 'day-6', memberIds: ['guoguo'] })).toBe('PAUSED')
  await expectConsistent()
})
