import { currentCode } from '@domain/checkin/code'
import { HOUR, MINUTE } from '@domain/time'
import { aCentre, aDay, anOffering, aStaff, CENTRE, units } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
const SLOT = 30 * MINUTE
const GRACE = 10 * MINUTE
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], staff: [aStaff('staff')] })
})
afterAll(() => cloud.close())

/** A space session that opens in an hour, with grace time. */
async function berths(_id = 'naps', count = 3) {
  const layout = { units: units('b', count), choose: false, maxSlots: 2 }
  const rules = { graceMs: GRACE, cancelBefore: 0, checkInBefore: 10 * MINUTE }
  const startsAt = now + HOUR
  await cloud.seed({ sessions: [aDay(now, { _id, kind: 'berth', category: 'nap', startsAt, layout, rules })] })
  const bookBerth = async (openid: string, slot = 0, length = 1) => {
    const span = { startsAt: startsAt + slot * SLOT, endsAt: startsAt + (slot + length) * SLOT }
    return (await cloud.ask(openid, 'booking.create', { sessionId: _id, memberIds: ['self'], span })).booking
  }
  return { bookBerth }
}

const at = (ms: number) => cloud.later(HOUR + ms)
const seen = async (openid: string, bookingId: string) =>
  (await cloud.ask(openid, 'booking.get', { bookingId })).booking
const spotsOf = async (id: string) => Object.keys((await cloud.stored('sessions', { _id: id }))[0]?.spots ?? {})
const expectConsistent = async () => expect(await invariantViolations(cloud, Number.POSITIVE_INFINITY)).toEqual([])

test('a berth that nobody has taken within the grace time is free again, and the person sees why', async () => {
  const { bookBerth } = await berths()
  const [absent, present] = [await bookBerth('absent', 0, 2), await bookBerth('present')]
  at(-5 * MINUTE)
  const { qr } = currentCode(present.secret ?? '', present.id, now + HOUR - 5 * MINUTE)
  expect(await cloud.codeOf('staff', 'staff.checkIn', { centreId: CENTRE, code: qr })).toBe('OK')
  at(GRACE - MINUTE)
  await cloud.tick()
  expect((await seen('absent', absent.id)).status).toBe('confirmed')
  at(GRACE + MINUTE)
  await Promise.all([cloud.tick(), cloud.tick()])
  expect(await seen('absent', absent.id)).toMatchObject({ status: 'cancelled', cancelledBy: 'grace', missed: true })
  expect((await seen('present', present.id)).status).toBe('confirmed')
  expect(await spotsOf('naps')).toHaveLength(1)
  const { people, records } = await cloud.ask('absent', 'standing.get', {})
  expect(people).toMatchObject([{ count: 1, step: 'reminder' }])
  expect(records).toMatchObject([{ bookingId: absent.id, state: 'counted' }])
  // The remaining time of the absent person is now booked by another.
  await bookBerth('next', 1)
  await expectConsistent()
  // Nobody gets a second no-show, neither from later ticks nor when the day is finalized.
  for (const hours of [1, 2, 7, 8]) {
    at(hours * HOUR)
    await cloud.tick()
    await cloud.tick()
  }
  expect(await cloud.stored('noshows', { bookingId: absent.id })).toHaveLength(1)
  expect((await cloud.stored('sessions'))[0]?.settleAt).toBeNull()
  await expectConsistent()
})

test('whoever cancels in time, or comes, keeps nothing due; missed ticks are made up for', async () => {
  const { bookBerth } = await berths()
  const early = await bookBerth('early')
  const [late] = [await bookBerth('late')]
  await cloud.ask('early', 'booking.cancel', { bookingId: early.id })
  // The timer was away for two hours; a scan before it runs again still counts.
  at(25 * MINUTE)
  const { qr } = currentCode(late.secret ?? '', late.id, now + HOUR + 25 * MINUTE)
  expect(await cloud.codeOf('staff', 'staff.checkIn', { centreId: CENTRE, code: qr })).toBe('OK')
  at(2 * HOUR)
  await cloud.tick()
  expect(await cloud.stored('noshows')).toEqual([])
  expect((await cloud.stored('bookings')).map(({ releaseAt }) => releaseAt)).toEqual([null, null])
  await expectConsistent()
})

test('where the door has scanned nobody all day, the third and later are excused', async () => {
  const { bookBerth } = await berths('naps', 4)
  for (const openid of ['one', 'two', 'three', 'four']) await bookBerth(openid)
  at(GRACE + MINUTE)
  await cloud.tick()
  const states = (await cloud.stored('noshows')).map(({ state }) => state).sort()
  expect(states).toEqual(['counted', 'counted', 'excused', 'excused'])
  await expectConsistent()
})

test('a seat without grace time is settled after its own end, not the day’s', async () => {
  const startsAt = now + HOUR
  await cloud.seed({ sessions: [aDay(now, { startsAt, layout: { units: units('s', 2) } })] })
  const sit = (openid: string, unit: string, slot: number) =>
    cloud.ask(openid, 'booking.create', {
      sessionId: 'study-1',
      memberIds: ['self'],
      span: { startsAt: startsAt + slot * SLOT, endsAt: startsAt + (slot + 1) * SLOT, unit },
    })
  await sit('morning', 's1', 0)
  await sit('evening', 's1', 11)
  at(50 * MINUTE)
  await cloud.tick()
  expect(await cloud.stored('noshows')).toEqual([])
  at(90 * MINUTE)
  await cloud.tick()
  expect((await cloud.ask('morning', 'standing.get', {})).people).toMatchObject([{ count: 1 }])
  expect((await cloud.ask('evening', 'standing.get', {})).people).toEqual([])
  at(6 * HOUR + 31 * MINUTE)
  await cloud.tick()
  expect((await cloud.ask('evening', 'standing.get', {})).people).toMatchObject([{ count: 1 }])
  expect((await cloud.stored('sessions'))[0]?.settleAt).toBeNull()
  await expectConsistent()
})
