import { randomUUID } from 'node:crypto'
import { currentCode } from '@domain/checkin/code'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const EXCUSE = { centreId: CENTRE, sessionId: 'calligraphy-1', reason: '系统故障' }
const NEVER_FORGETS = Number.POSITIVE_INFINITY
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(now, { startsAt: now + 20 * MINUTE, capacity: 30 })],
    accounts: [aHousehold('mum', now), aHousehold('dad', now)],
    staff: [aStaff('manager', { role: 'manager' }), aStaff('second', { role: 'manager' }), aStaff('door')],
  })
})
afterAll(() => cloud.close())

const book = async (openid: string, memberIds = ['guoguo']) =>
  (await cloud.ask(openid, 'booking.create', { sessionId: 'calligraphy-1', memberIds })).booking
const records = async (openid: string) => (await cloud.ask(openid, 'standing.get', {})).records
test('everybody who was counted is not counted any more, and reads why; whoever came is not concerned', async () => {
  await book('mum', ['guoguo', 'doudou'])
  const there = await book('dad')
  const { qr } = currentCode(there.secret ?? '', there.id, cloudNow(), there)
  await cloud.ask('door', 'staff.checkIn', { centreId: CENTRE, code: qr })
  cloud.later(3 * HOUR)
  await cloud.tick()
  expect((await cloud.ask('mum', 'me.get', {})).standing).toHaveLength(2)
  await cloud.ask('mum', 'noshow.appeal', {
    bookingId: (await records('mum'))[0]?.bookingId ?? '',
    memberId: 'guoguo',
    reason: '门口一直扫不上码',
  })

  const { excused, session } = await cloud.ask('manager', 'staff.excuseSession', EXCUSE)
  expect(excused.reason).toBe('系统故障')
  expect(session).toMatchObject({ booked: 3, came: 1 })
  expect((await cloud.ask('mum', 'me.get', {})).standing).toEqual([])
  for (const record of await records('mum')) {
    expect(record).toMatchObject({ state: 'excused', excuse: 'centre', excuseNote: '系统故障' })
  }
  expect(await records('dad')).toEqual([])
  // Excusing the session also answers the appeal.
  expect((await cloud.ask('manager', 'staff.appeals', { centreId: CENTRE })).appeals).toEqual([])
  expect((await cloud.ask('manager', 'staff.appeals', { centreId: CENTRE, decided: true })).appeals).toMatchObject([
    { reason: '门口一直扫不上码', decision: { granted: true, note: '系统故障' } },
  ])
  const roster = await cloud.ask('door', 'staff.roster', { centreId: CENTRE, sessionId: 'calligraphy-1' })
  expect(roster.excused).toEqual(excused)
  expect(await invariantViolations(cloud, NEVER_FORGETS)).toEqual([])
})

test('excused before it is settled: nobody is ever counted, and the work comes to an end', async () => {
  await book('mum')
  cloud.later(2 * HOUR)
  await cloud.ask('manager', 'staff.excuseSession', EXCUSE)
  expect(await cloud.stored('noshows')).toEqual([])
  cloud.later(3 * HOUR)
  await Promise.all([cloud.tick(), cloud.tick()])
  await cloud.tick()
  expect(await records('mum')).toMatchObject([{ state: 'excused', excuseNote: '系统故障' }])
  expect((await cloud.stored('sessions'))[0]).toMatchObject({ settleAt: null, excuseAt: 0 })
  expect(await invariantViolations(cloud, NEVER_FORGETS)).toEqual([])
})

test('more people than one call can excuse: the timer sees to the rest', async () => {
  await cloud.change('sessions', 'calligraphy-1', { capacity: 120, seatsLeft: 120 })
  const people = Array.from({ length: 110 }, (_, n) => `person-${n}`)
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  const all = await Promise.all(people.map(openid => cloud.ask(openid, 'booking.create', input)))
  // One attendee is checked in: otherwise the session would excuse everybody automatically.
  const { id = '', secret } = all[0]?.booking ?? {}
  const { qr } = currentCode(secret ?? '', id, cloudNow(), { centreId: CENTRE, startsAt: now + 20 * MINUTE })
  await cloud.ask('door', 'staff.checkIn', { centreId: CENTRE, code: qr })
  cloud.later(3 * HOUR)
  await cloud.tick()
  await cloud.tick()
  expect(await cloud.stored('noshows', { state: 'counted' })).toHaveLength(109)
  await cloud.ask('manager', 'staff.excuseSession', EXCUSE)
  expect(await cloud.stored('noshows', { state: 'counted' })).toHaveLength(9)
  await cloud.tick()
  expect(await cloud.stored('noshows', { state: 'counted' })).toEqual([])
  expect((await cloud.stored('sessions'))[0]?.excuseAt).toBe(0)
  expect(await invariantViolations(cloud, NEVER_FORGETS)).toEqual([])
})

test('once a session, by a manager of the centre, when it is over', async () => {
  await book('mum')
  expect(await cloud.codeOf('manager', 'staff.excuseSession', EXCUSE)).toBe('SESSION_NOT_OVER')
  expect(await cloud.codeOf('door', 'staff.excuseSession', EXCUSE)).toBe('FORBIDDEN')
  cloud.later(DAY)
  const options = { requestId: randomUUID() }
  const twice = () => cloud.codeOf('manager', 'staff.excuseSession', EXCUSE, options)
  expect(await Promise.all([twice(), twice()])).toEqual(['OK', 'OK'])
  const { reply } = await cloud.send('second', 'staff.excuseSession', { ...EXCUSE, reason: '停电' })
  expect(reply).toMatchObject({ code: 'SESSION_EXCUSED', detail: { reason: '系统故障' } })
  expect(await cloud.codeOf('manager', 'staff.excuseSession', { ...EXCUSE, sessionId: 'other' })).toBe(
    'SESSION_NOT_FOUND',
  )
})
