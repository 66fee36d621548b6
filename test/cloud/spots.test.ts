import type { RouteInput } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aDay, aHousehold, anOffering, aSession, aStaff, CENTRE, units } from '../../worlds/fixtures/index'
import fc from '../random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const OPENS = now + DAY
const SLOT = 30 * MINUTE
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  const manager = aStaff('manager', { role: 'manager' })
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], staff: [manager] })
})
afterAll(() => cloud.close())

/** Returns the input for these slots of the day, for one unit or for any. */
function slots(from: number, to: number, unit?: string): RouteInput<'booking.create'> {
  const span = { startsAt: OPENS + from * SLOT, endsAt: OPENS + to * SLOT }
  return { sessionId: 'study-1', memberIds: ['self'], span: unit === undefined ? span : { ...span, unit } }
}

const book = (openid: string, input: RouteInput<'booking.create'>) => cloud.codeOf(openid, 'booking.create', input)
const people = (count: number) => Array.from({ length: count }, (_, n) => `person-${n}`)
const stored = async () => (await cloud.stored('sessions', { _id: 'study-1' }))[0]

async function storm(input: RouteInput<'booking.create'>): Promise<Record<string, number>> {
  const codes = await Promise.all(people(50).map(openid => book(openid, input)))
  const sum: Record<string, number> = {}
  for (const code of codes) sum[code] = (sum[code] ?? 0) + 1
  return sum
}

describe('fifty people at once', () => {
  test('on one numbered seat: one has it, and the others hear how many are free beside it', async () => {
    await cloud.seed({ sessions: [aDay(now, { layout: { units: units('s', 4) } })] })
    expect(await storm(slots(2, 4, 's3'))).toEqual({ OK: 1, SPOT_TAKEN: 49 })
    expect(await invariantViolations(cloud)).toEqual([])
    const { reply } = await cloud.send('late', 'booking.create', slots(3, 5, 's3'))
    expect(reply).toMatchObject({ code: 'SPOT_TAKEN', detail: { unit: '3 号', free: 3 } })
  })

  test('on one hour of a room: one has it, with the cleaning after it', async () => {
    const layout = { units: [{ id: 'room', label: '舞蹈室' }], gapSlots: 1, maxSlots: 4 }
    await cloud.seed({ sessions: [aDay(now, { kind: 'room', category: 'dance', layout })] })
    expect(await storm(slots(4, 6, 'room'))).toEqual({ OK: 1, SPOT_TAKEN: 49 })
    expect(await invariantViolations(cloud)).toEqual([])
    expect(Object.keys((await stored())?.spots ?? {}).sort()).toEqual(['room-4', 'room-5', 'room-6'])
    expect((await stored())?.seatsLeft).toBe(9)
  })

  test('on three berths of which any will do: three have one each', async () => {
    const layout = { units: units('b', 3), choose: false, maxSlots: 1 }
    await cloud.seed({ sessions: [aDay(now, { kind: 'berth', category: 'nap', layout })] })
    expect(await storm(slots(0, 1))).toEqual({ OK: 3, SPOT_TAKEN: 47 })
    expect(await invariantViolations(cloud)).toEqual([])
    const given = (await cloud.stored('bookings')).map(({ unit }) => unit?.id)
    expect(given.sort()).toEqual(['b1', 'b2', 'b3'])
  })
})

test('whatever spans people want at once, none overlap and none come closer than the gap', async () => {
  let serial = 0
  const wish = fc.record({
    from: fc.nat(11),
    length: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom('s1', 's2'),
  })
  const wishes = fc.array(fc.record({ wish, regret: fc.boolean() }), { minLength: 6, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(wishes, fc.integer({ min: 0, max: 2 }), async (all, gapSlots) => {
      const _id = `day-${serial++}`
      await cloud.seed({ sessions: [aDay(now, { _id, layout: { units: units('s', 2), gapSlots } })] })
      const codes = await Promise.all(
        all.map(async ({ wish: { from, length, unit }, regret }, n) => {
          const openid = `${_id}-${n}`
          const input = { ...slots(from, from + length, unit), sessionId: _id }
          const { reply } = await cloud.send(openid, 'booking.create', input)
          if (!reply.ok) return reply.code
          return regret ? cloud.codeOf(openid, 'booking.cancel', { bookingId: reply.data.booking.id }) : 'OK'
        }),
      )
      const right = ['OK', 'SPOT_TAKEN', 'GAP_NEEDED', 'OUTSIDE_HOURS']
      expect(codes.filter(code => !right.includes(code))).toEqual([])
      expect(await invariantViolations(cloud)).toEqual([])
      const confirmed = await cloud.stored('bookings', { sessionId: _id, status: 'confirmed' })
      const standing = all.filter(({ regret }, n) => codes[n] === 'OK' && !regret).length
      expect(confirmed).toHaveLength(standing)
    }),
    { numRuns: 14, seed: 7, endOnFailure: true },
  )
})

test('a refusal says what is wrong with the span and what would do', async () => {
  const layout = { units: [...units('s', 2), { id: 'k1', label: '现场座', reserve: true }], gapSlots: 1, minSlots: 2 }
  await cloud.seed({ sessions: [aDay(now, { layout })] })
  const answer = async (input: RouteInput<'booking.create'>, openid = 'somebody') => {
    const { reply } = await cloud.send(openid, 'booking.create', input)
    return reply.ok ? 'OK' : [reply.code, reply.detail]
  }
  const { span: _none, ...bare } = slots(0, 2, 's1')
  expect(await answer(bare)).toEqual(['SPAN_NEEDED', null])
  const odd = { startsAt: OPENS + 5 * MINUTE, endsAt: OPENS + HOUR, unit: 's1' }
  expect(await answer({ ...bare, span: odd })).toEqual(['SPAN_OFF_GRID', { slot: SLOT }])
  expect(await answer(slots(3, 3, 's1'))).toEqual(['SPAN_OFF_GRID', { slot: SLOT }])
  expect(await answer(slots(0, 1, 's1'))).toEqual(['SPAN_TOO_SHORT', { min: HOUR }])
  expect(await answer(slots(0, 4, 's1'))).toEqual(['SPAN_TOO_LONG', { max: 3 * SLOT }])
  const hours = { opensAt: OPENS, closesAt: OPENS + 6 * HOUR }
  expect(await answer(slots(11, 13, 's1'))).toEqual(['OUTSIDE_HOURS', hours])
  expect(await answer(slots(-1, 1, 's1'))).toEqual(['OUTSIDE_HOURS', hours])
  expect(await answer(slots(0, 2))).toEqual(['UNIT_NEEDED', null])
  expect(await answer(slots(0, 2, 's9'))).toEqual(['UNIT_NOT_FOUND', null])
  expect(await answer(slots(0, 2, 'k1'))).toEqual(['UNIT_NOT_FOUND', null])
  expect(await answer(slots(6, 8, 's1'))).toBe('OK')
  const early = { gap: SLOT, endBy: OPENS + 5 * SLOT }
  expect(await answer(slots(3, 6, 's1'), 'next')).toEqual(['GAP_NEEDED', early])
  expect(await answer(slots(3, 5, 's1'), 'next')).toBe('OK')
  expect(await answer(slots(8, 10, 's1'), 'third')).toEqual(['SPOT_TAKEN', { unit: '1 号', free: 1 }])
  // No cleaning is needed after the last slot, so it can be booked.
  expect(await answer(slots(10, 12, 's1'), 'third')).toBe('OK')
  expect(await answer({ ...slots(0, 2, 's1'), memberIds: ['self'], sessionId: 'nowhere' })).toEqual([
    'SESSION_NOT_FOUND',
    null,
  ])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('window, cut-off, limits and overlap are decided on the span', async () => {
  const rules = { closesBefore: HOUR, opensBefore: 25 * HOUR, maxActive: 2, cancelBefore: HOUR }
  await cloud.seed({
    sessions: [
      aDay(now, { layout: { units: units('s', 3) }, rules }),
      aDay(now, { _id: 'room-1', kind: 'room', layout: { units: units('r', 1) } }),
      aSession(now, { startsAt: OPENS + 5 * SLOT }),
    ],
    accounts: [aHousehold('parent', now)],
  })
  expect(await book('early', slots(5, 6, 's1'))).toBe('BOOKING_NOT_OPEN')
  expect(await book('parent', slots(0, 2, 's1'))).toBe('OK')
  // Two visits a day are allowed, but not two at the same time, here or elsewhere.
  expect(await book('parent', slots(1, 3, 's2'))).toBe('TIME_OVERLAP')
  expect(await book('parent', { ...slots(1, 2, 'r1'), sessionId: 'room-1' })).toBe('TIME_OVERLAP')
  expect(await book('parent', { ...slots(0, 2, 's2'), memberIds: ['guoguo'] })).toBe('OK')
  expect(await book('parent', slots(2, 4, 's1'))).toBe('OK')
  expect(await book('parent', slots(4, 5, 's1'))).toBe('BOOKING_NOT_OPEN')
  cloud.later(2 * HOUR)
  // The limit is per kind: a room can still be booked.
  expect(await book('parent', slots(4, 5, 's1'))).toBe('ACTIVE_LIMIT')
  expect(await book('parent', { ...slots(4, 5, 'r1'), sessionId: 'room-1' })).toBe('OK')
  expect(await book('parent', { sessionId: 'calligraphy-1', memberIds: ['self'] })).toBe('OK')
  cloud.later(DAY + HOUR)
  expect(await book('late', slots(3, 4, 's1'))).toBe('BOOKING_CLOSED')
  expect(await book('late', slots(5, 6, 's1'))).toBe('OK')
  expect(await invariantViolations(cloud, now + DAY + HOUR)).toEqual([])
})

test('twenty requests of one person at once for twenty seats with a limit of two end with two', async () => {
  await cloud.seed({ sessions: [aDay(now, { layout: { units: units('s', 20) }, rules: { maxActive: 2 } })] })
  const codes = await Promise.all(units('s', 20).map(({ id }, n) => book('greedy', slots(n % 12, (n % 12) + 1, id))))
  expect(codes.filter(code => code === 'OK')).toHaveLength(2)
  expect(codes.filter(code => code !== 'OK' && code !== 'ACTIVE_LIMIT' && code !== 'TIME_OVERLAP')).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a replay is the same seat; the same request id for another is refused', async () => {
  const layout = { units: units('b', 3), choose: false }
  await cloud.seed({ sessions: [aDay(now, { layout }), aSession(now)] })
  const requestId = 'one-intention'
  const twins = await Promise.all([1, 2, 3].map(() => cloud.ask('rider', 'booking.create', slots(0, 1), { requestId })))
  expect(new Set(twins.map(({ booking }) => `${booking.id} ${booking.unit}`)).size).toBe(1)
  expect((await stored())?.seatsLeft).toBe(35)
  expect(await cloud.codeOf('rider', 'booking.create', slots(1, 2), { requestId })).toBe('REQUEST_REUSED')
  expect(await book('rider', { ...slots(3, 4), sessionId: 'calligraphy-1' })).toBe('INVALID_INPUT')
  expect(await cloud.codeOf('rider', 'waitlist.join', { sessionId: 'study-1', memberIds: ['self'] })).toBe(
    'NO_WAITLIST',
  )
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a seat for the whole session, and a sitting where places are counted, are the same core', async () => {
  const sitting = { _id: 'lunch', kind: 'meal', category: 'canteen', capacity: 3 } as const
  await cloud.seed({
    sessions: [aDay(now, { layout: { units: units('s', 3), slot: null } }), aSession(now, sitting)],
    accounts: [aHousehold('parent', now)],
  })
  expect(await book('one', slots(0, 12, 's2'))).toBe('OK')
  expect(await book('two', slots(0, 12, 's2'))).toBe('SPOT_TAKEN')
  expect(await book('two', slots(0, 6, 's2'))).toBe('SPAN_OFF_GRID')
  expect(await book('parent', { sessionId: 'lunch', memberIds: ['guoguo', 'doudou'] })).toBe('OK')
  expect(await book('two', { sessionId: 'lunch', memberIds: ['self'] })).toBe('OK')
  expect(await book('three', { sessionId: 'lunch', memberIds: ['self'] })).toBe('SESSION_FULL')
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a day of seats is neither moved nor resized, but can be called off', async () => {
  await cloud.seed({ sessions: [aDay(now)] })
  expect(await book('one', slots(0, 2, 's1'))).toBe('OK')
  const of = { centreId: CENTRE, sessionId: 'study-1' }
  const times = { startsAt: OPENS + HOUR, endsAt: OPENS + 2 * HOUR }
  expect(await cloud.codeOf('manager', 'staff.moveSession', { ...of, ...times, reason: '停电' })).toBe('NOT_FOR_SPACES')
  expect(await cloud.codeOf('manager', 'staff.setCapacity', { ...of, capacity: 40 })).toBe('NOT_FOR_SPACES')
  expect(await cloud.codeOf('manager', 'staff.cancelSession', { ...of, reason: '停电' })).toBe('OK')
  expect(await stored()).toMatchObject({ spots: {}, claims: {}, seatsLeft: 12 })
  const [booking] = await cloud.stored('bookings', { accountId: accountIdOf('one') })
  expect(booking).toMatchObject({ status: 'cancelled', cancelledBy: 'centre' })
  expect(await invariantViolations(cloud)).toEqual([])
})
