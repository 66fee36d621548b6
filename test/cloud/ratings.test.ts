import { checkRating, RATE_WITHIN, ratingSumOf } from '@domain/bookings/rating'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff')],
    accounts: ['mum', 'dad', 'aunt'].map(openid => aHousehold(openid, now)),
    sessions: [aSession(now, { startsAt: now + 20 * MINUTE, endsAt: now + 80 * MINUTE, rules: { cancelBefore: 0 } })],
  })
})
afterAll(() => cloud.close())

const OVER = 2 * HOUR

/** Books, comes unless `comes` is false, and returns the id of the booking; the session is over afterwards. */
async function attended(openid: string, { comes = true } = {}): Promise<string> {
  cloud.later(0)
  const input = { sessionId: 'calligraphy-1', memberIds: ['self'] }
  const { booking } = await cloud.ask(openid, 'booking.create', input)
  if (comes) {
    await cloud.ask('staff', 'staff.checkInByName', { centreId: CENTRE, bookingId: booking.id })
  }
  cloud.later(OVER)
  return booking.id
}

const rate = (openid: string, bookingId: string, stars: 1 | 2 | 3 | 4 | 5 = 5, line = '老师很耐心') =>
  cloud.codeOf(openid, 'booking.rate', { bookingId, stars, line })
const sum = async () => (await cloud.ask('aunt', 'class.get', { offeringId: 'calligraphy' })).rating

test('who came rates once; others see the sum, the centre the lines, nobody the names', async () => {
  const [mums, dads] = [await attended('mum'), await attended('dad')]
  expect(await sum()).toBe(null)
  expect([await rate('mum', mums, 5), await rate('dad', dads, 4, '')]).toEqual(['OK', 'OK'])
  expect(await sum()).toEqual({ count: 2, mean: 4.5 })
  expect((await cloud.ask('mum', 'booking.get', { bookingId: mums })).booking).toMatchObject({
    stars: 5,
    line: '老师很耐心',
  })
  const { ratings, sum: all } = await cloud.ask('staff', 'office.ratings', { centreId: CENTRE })
  expect(all).toEqual({ count: 2, mean: 4.5 })
  expect(ratings.map(({ stars, line }) => [stars, line])).toEqual(
    expect.arrayContaining([
      [5, '老师很耐心'],
      [4, ''],
    ]),
  )
  expect(JSON.stringify(ratings)).not.toMatch(new RegExp(`${mums}|果果|self`))
  expect(await rate('mum', mums, 1)).toBe('ALREADY_RATED')
  expect(await sum()).toEqual({ count: 2, mean: 4.5 })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a repeated request rates once; the same request id with other stars is refused', async () => {
  const bookingId = await attended('mum')
  const send = (stars: 1 | 5) =>
    cloud.codeOf('mum', 'booking.rate', { bookingId, stars, line: '' }, { requestId: 'request-rate' })
  expect([await send(5), await send(5), await send(1)]).toEqual(['OK', 'OK', 'REQUEST_REUSED'])
  expect(await sum()).toEqual({ count: 1, mean: 5 })
})

test('of two ratings at the same moment one counts', async () => {
  const bookingId = await attended('mum')
  const codes = await Promise.all([rate('mum', bookingId, 5), rate('mum', bookingId, 1)])
  expect(codes.sort()).toEqual(['ALREADY_RATED', 'OK'])
  expect((await sum())?.count).toBe(1)
})

test('who did not come, another household, and bad words are refused', async () => {
  const missed = await attended('mum', { comes: false })
  expect(await rate('mum', missed)).toBe('NOT_ATTENDED')
  const bookingId = await attended('dad')
  expect(await rate('mum', bookingId)).toBe('BOOKING_NOT_FOUND')
  expect(await rate('dad', bookingId, 1, '加微信领红包')).toBe('TEXT_REFUSED')
  expect(await sum()).toBe(null)
})

test('a rating goes with the check-in that is undone', async () => {
  const bookingId = await attended('mum')
  const [session] = await cloud.stored('sessions')
  cloud.at((session?.endsAt ?? 0) + MINUTE)
  await rate('mum', bookingId, 5, '老师很耐心')
  await cloud.ask('staff', 'staff.undoCheckIn', { centreId: CENTRE, bookingId, reason: '扫错人了' })
  expect(await sum()).toBe(null)
  expect((await cloud.ask('staff', 'office.ratings', { centreId: CENTRE })).ratings).toEqual([])
  expect((await cloud.ask('mum', 'booking.get', { bookingId })).booking.stars).toBeUndefined()
  expect(await rate('mum', bookingId)).toBe('NOT_ATTENDED')
})

test('after an erasure the stars still count, and the line is gone', async () => {
  const bookingId = await attended('mum')
  await rate('mum', bookingId, 3, '只有妈妈会这样写')
  await cloud.ask('mum', 'me.erase', {})
  for (let tick = 0; tick < 3; tick++) await cloud.tick()
  expect(await sum()).toEqual({ count: 1, mean: 3 })
  expect(JSON.stringify(await cloud.stored('bookings'))).not.toContain('只有妈妈会这样写')
  expect((await cloud.ask('staff', 'office.ratings', { centreId: CENTRE })).ratings).toEqual([])
})

describe('when it can be rated', () => {
  const facts = { status: 'confirmed', endsAt: now, checkedInAt: now - HOUR }
  test.each<[string, Partial<typeof facts & { stars: number }>, number, string | null]>([
    ['from the end on', {}, now, null],
    ['before the end', {}, now - 1, 'RATING_CLOSED'],
    ['on the last day', {}, now + RATE_WITHIN - 1, null],
    ['later', {}, now + 30 * DAY, 'RATING_CLOSED'],
    ['without a check-in', { checkedInAt: null as never }, now, 'NOT_ATTENDED'],
    ['after it was cancelled', { status: 'cancelled' }, now, 'NOT_ATTENDED'],
    ['twice', { stars: 1 }, now, 'ALREADY_RATED'],
  ])('%s', (_, change = {}, at = now, code = null) => {
    expect(checkRating({ ...facts, ...change }, at)?.code ?? null).toBe(code)
  })
})

test('the mean is rounded to tenths; nobody has no mean', () => {
  expect(ratingSumOf({ 1: 0, 2: 0, 3: 0, 4: 1, 5: 2 })).toEqual({ count: 3, mean: 4.7 })
  expect(ratingSumOf({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 })).toBe(null)
})
