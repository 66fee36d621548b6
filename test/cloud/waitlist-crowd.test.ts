import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import type { Reply } from '@domain/contracts/reply'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { persist } from './support/persist'

/** Many people on one waitlist at once: its length limit, its order and its capacity. */

const now = cloudNow()
const SESSION = 'calligraphy-1'
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

const people = (count: number, name = 'person') => Array.from({ length: count }, (_, n) => `${name}-${n}`)

async function join(openid: string, memberIds = ['self'], sessionId = SESSION) {
  return (await cloud.ask(openid, 'waitlist.join', { sessionId, memberIds })).booking
}
const accept = (openid: string, bookingId: string) => cloud.codeOf(openid, 'waitlist.accept', { bookingId })

test('three at once for the last place on a waitlist that is all but full: one waits, the others hear how many do', async () => {
  const entry = (n: number) => ({
    accountId: 'a',
    attendees: [{ memberId: 'self', nickname: '' }],
    requestId: 'r',
    at: n,
  })
  const waitlist = Object.fromEntries(Array.from({ length: MAX_WAITING - 1 }, (_, n) => [`waiting-${n}`, entry(n)]))
  await cloud.seed({ sessions: [aSession(now, { capacity: 1, seatsLeft: 0, waitlist, waiting: MAX_WAITING - 1 })] })
  const input = { sessionId: SESSION, memberIds: ['self'] }
  const codes = await Promise.all(people(3).map(openid => cloud.codeOf(openid, 'waitlist.join', input)))
  expect(codes.sort()).toEqual(['OK', 'WAITLIST_FULL', 'WAITLIST_FULL'])
  const { reply } = await cloud.send('late', 'waitlist.join', input)
  expect(reply).toMatchObject({ code: 'WAITLIST_FULL', detail: { waiting: MAX_WAITING } })
  expect((await cloud.stored('sessions'))[0]?.waiting).toBe(MAX_WAITING)
})

test('two hundred people on twenty places, thirty of whom cancel: order and invariants hold', async () => {
  await cloud.seed({ sessions: [aSession(now, { capacity: 20 })] })
  const joined = await Promise.all(
    people(200).map(async openid => {
      const { reply } = await cloud.send(openid, 'booking.create', { sessionId: SESSION, memberIds: ['self'] })
      if (reply.ok) return { openid, booking: reply.data.booking }
      expect(reply.code).toBe('SESSION_FULL')
      return { openid, booking: await join(openid) }
    }),
  )
  expect(await invariantViolations(cloud)).toEqual([])
  expect(joined.filter(({ booking }) => booking.status === 'confirmed')).toHaveLength(20)
  const [before] = await cloud.stored('sessions')
  const queue = (await cloud.stored('bookings', { status: 'waiting' }))
    .sort((a, b) => a.createdAt - b.createdAt || (a._id < b._id ? -1 : 1))
    .map(({ _id }) => _id)
  expect(queue).toHaveLength(180)
  expect(before?.waiting).toBe(180)
  // The session lists only those whose booking was stored last.
  expect(Object.keys(before?.waitlist ?? {}).length).toBeLessThan(40)

  // Every holder and ten of the waiting people cancel at the same time.
  const holders = joined.filter(({ booking }) => booking.status === 'confirmed')
  const leavers = joined.filter(({ booking }) => booking.status === 'waiting').filter((_, n) => n % 18 === 5)
  const codes = await Promise.all(
    [...holders, ...leavers].map(({ openid, booking }) =>
      cloud.codeOf(openid, 'booking.cancel', { bookingId: booking.id }),
    ),
  )
  expect(new Set(codes)).toEqual(new Set(['OK']))
  await cloud.tick()
  expect(await invariantViolations(cloud)).toEqual([])
  const left = new Set(leavers.map(({ booking }) => booking.id))
  const stayed = queue.filter(id => !left.has(id))
  const [after] = await cloud.stored('sessions')
  const offered = new Set(Object.keys(after?.offers ?? {}))
  expect(offered.size).toBe(20)
  expect(new Set(stayed.slice(0, 20))).toEqual(offered)
  const accepted = await Promise.all(
    joined.filter(({ booking }) => offered.has(booking.id)).map(({ openid, booking }) => accept(openid, booking.id)),
  )
  expect(new Set(accepted)).toEqual(new Set(['OK']))
  expect(await invariantViolations(cloud)).toEqual([])
})

const codeOf = ({ reply }: { reply: Reply }) => (reply.ok ? 'OK' : reply.code)

test('capacity raised and lowered while a crowd books and cancels', async () => {
  await cloud.seed({ sessions: [aSession(now, { capacity: 6 })] })
  // A call that loses too many races answers BUSY, and the client repeats it.
  const set = async (capacity: number) => {
    const input = { centreId: CENTRE, sessionId: SESSION, capacity }
    return codeOf(await persist(cloud, 'manager', 'staff.setCapacity', input))
  }
  const comeAndGo = async (openid: string) => {
    const booked = await persist(cloud, openid, 'booking.create', { sessionId: SESSION, memberIds: ['self'] })
    if (!booked.reply.ok) return booked.reply.code
    const { id } = booked.reply.data.booking
    return codeOf(await persist(cloud, openid, 'booking.cancel', { bookingId: id }))
  }
  const codes = await Promise.all([...people(30).map(comeAndGo), set(9), set(3), set(12), set(5)])
  expect(codes.filter(code => !['OK', 'SESSION_FULL', 'CAPACITY_BELOW_BOOKED'].includes(code))).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
})
