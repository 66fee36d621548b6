import { aCentre, aHousehold, anOffering, aSession } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { persist } from './support/persist'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()] })
})
afterAll(() => cloud.close())

function tally(codes: string[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const code of codes) sum[code] = (sum[code] ?? 0) + 1
  return sum
}

const people = (count: number) => Array.from({ length: count }, (_, n) => `person-${n}`)

test.each([
  ['a class', {}],
  ['a meal sitting', { kind: 'meal', category: 'canteen', title: '午餐 11:30' }],
] as const)(
  'fifty people at once on ten places of %s: ten confirmed, forty told that it is full',
  async (_what, kind) => {
    await cloud.seed({ sessions: [aSession(now, kind)] })
    const codes = await Promise.all(
      people(50).map(openid =>
        cloud.codeOf(openid, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] }),
      ),
    )
    expect(tally(codes)).toEqual({ OK: 10, SESSION_FULL: 40 })
    expect(await invariantViolations(cloud)).toEqual([])
    expect(await cloud.stored('bookings')).toHaveLength(10)
  },
)

test('parties are in as a whole or not at all', async () => {
  await cloud.seed({
    sessions: [aSession(now, { capacity: 5 })],
    accounts: people(8).map(openid => aHousehold(openid, now)),
  })
  const codes = await Promise.all(
    people(8).map(openid =>
      cloud.codeOf(openid, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['guoguo', 'doudou'] }),
    ),
  )
  expect(tally(codes)).toEqual({ OK: 2, SESSION_FULL: 6 })
  const [session] = await cloud.stored('sessions')
  expect(session?.seatsLeft).toBe(1)
  expect(await invariantViolations(cloud)).toEqual([])
})

test('places kept for walk-ins are not given away', async () => {
  await cloud.seed({ sessions: [aSession(now, { capacity: 4, reserve: 1 })] })
  const codes = await Promise.all(
    people(6).map(openid =>
      cloud.codeOf(openid, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] }),
    ),
  )
  expect(tally(codes)).toEqual({ OK: 3, SESSION_FULL: 3 })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('one person firing at twenty sessions with a limit of two ends with exactly two', async () => {
  const sessions = Array.from({ length: 20 }, (_, n) =>
    aSession(now, { _id: `s-${n}`, startsAt: now + (n + 1) * 86_400_000, rules: { maxActive: 2 } }),
  )
  await cloud.seed({ sessions })
  const codes = await Promise.all(
    sessions.map(({ _id }) => cloud.codeOf('eager', 'booking.create', { sessionId: _id, memberIds: ['self'] })),
  )
  expect(tally(codes)).toEqual({ OK: 2, ACTIVE_LIMIT: 18 })
  expect(await invariantViolations(cloud)).toEqual([])
  const held = (await cloud.stored('sessions')).flatMap(({ claims }) => Object.keys(claims))
  expect(held).toHaveLength(2)
})

test('one person cannot be in two places at once, however the requests arrive', async () => {
  const sessions = Array.from({ length: 6 }, (_, n) => aSession(now, { _id: `s-${n}` }))
  await cloud.seed({ sessions })
  const codes = await Promise.all(
    sessions.map(({ _id }) => cloud.codeOf('eager', 'booking.create', { sessionId: _id, memberIds: ['self'] })),
  )
  expect(tally(codes)).toEqual({ OK: 1, TIME_OVERLAP: 5 })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('booking and cancelling in a crowd loses no place', async () => {
  await cloud.seed({ sessions: [aSession(now, { capacity: 6 })] })
  const comeAndGo = async (openid: string) => {
    const booked = await persist(cloud, openid, 'booking.create', { sessionId: 'calligraphy-1', memberIds: ['self'] })
    if (!booked.reply.ok) return booked.reply.code
    const { id } = booked.reply.data.booking
    const { reply } = await persist(cloud, openid, 'booking.cancel', { bookingId: id })
    return reply.ok ? 'OK' : reply.code
  }
  const codes = await Promise.all(people(40).map(comeAndGo))
  expect(codes.filter(code => code !== 'OK' && code !== 'SESSION_FULL')).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
  const [session] = await cloud.stored('sessions')
  expect(session).toMatchObject({ seatsLeft: 6, claims: {} })
})
