import { currentCode } from '@domain/checkin/code'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, aHousehold, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', order: 2 })],
    offerings: [anOffering()],
    sessions: [
      aSession(now, { _id: 'now', startsAt: now + 10 * MINUTE, capacity: 40, rules: { cancelBefore: 0 } }),
      aSession(now, { _id: 'next', startsAt: now + 20 * MINUTE, rules: { cancelBefore: 0 } }),
      aSession(now, { _id: 'tonight', startsAt: now + 5 * HOUR }),
      aSession(now, { _id: 'next-week', startsAt: now + 7 * DAY }),
      aSession(now, { _id: 'elsewhere', centreId: 'bixi', startsAt: now + 10 * MINUTE }),
    ],
    staff: [aStaff('staff'), aStaff('staff-bixi', { centreId: 'bixi' })],
    accounts: [aHousehold('family', now)],
  })
})
afterAll(() => cloud.close())

async function booked(openid: string, sessionId: string, memberIds = ['self']) {
  const { booking } = await cloud.ask(openid, 'booking.create', { sessionId, memberIds })
  const codeAt = (off = 0) => currentCode(booking.secret ?? '', booking.id, cloudNow() + off, booking)
  return { booking, codeAt }
}

const scan = (code: string, more: { sessionId?: string; requestId?: string } = {}) => {
  const { requestId, ...input } = more
  return cloud.send('staff', 'staff.checkIn', { centreId: CENTRE, code, ...input }, requestId ? { requestId } : {})
}
const scanCode = async (...args: Parameters<typeof scan>) => {
  const { reply } = await scan(...args)
  return reply.ok ? reply.data.outcome : reply.code
}

test('a picture or eight digits, with a space between, let a party in', async () => {
  const family = await booked('family', 'now', ['guoguo', 'doudou'])
  const { digits } = family.codeAt()
  const { reply } = await scan(`${digits.slice(0, 4)} ${digits.slice(4)}`)
  expect(reply).toMatchObject({ ok: true, data: { outcome: 'accepted', partySize: 2, names: ['果＊', '豆＊'] } })
  expect(await scanCode(family.codeAt().qr)).toBe('already')
})

test('a recording of 61 s ago is refused', async () => {
  const { codeAt } = await booked('recorder', 'now')
  expect(await scanCode(codeAt(-61_000).qr)).toBe('CODE_EXPIRED')
  expect(await scanCode(codeAt(-91_000).digits)).toBe('CODE_INVALID')
  expect(await scanCode(codeAt().qr)).toBe('accepted')
})

test('a code opens its own session only', async () => {
  const { booking, codeAt } = await booked('sessioner', 'now')
  const { reply } = await scan(codeAt().qr, { sessionId: 'next' })
  expect(reply).toMatchObject({ ok: false, code: 'WRONG_SESSION', detail: { startsAt: booking.startsAt } })
  expect(await scanCode(codeAt().qr, { sessionId: 'now' })).toBe('accepted')
})

test('a code is refused at another centre, before its time, after it, and when cancelled', async () => {
  const away = await booked('away', 'elsewhere')
  expect(await scanCode(away.codeAt().qr)).toBe('WRONG_CENTRE')
  expect(await scanCode(away.codeAt().digits)).toBe('CODE_INVALID')

  const early = await booked('early', 'tonight')
  const { reply } = await scan(early.codeAt().digits)
  expect(reply).toMatchObject({
    ok: false,
    code: 'CHECK_IN_TOO_EARLY',
    detail: { opensAt: early.booking.startsAt - 30 * MINUTE },
  })
  const weekAhead = await booked('eager', 'next-week')
  expect(await scanCode(weekAhead.codeAt().qr)).toBe('WRONG_DAY')

  const gone = await booked('gone', 'next')
  await cloud.ask('gone', 'booking.cancel', { bookingId: gone.booking.id })
  expect(await scanCode(gone.codeAt().qr)).toBe('BOOKING_CANCELLED')

  const late = await booked('late', 'next')
  cloud.later(3 * HOUR)
  expect(await scanCode(late.codeAt(3 * HOUR).qr)).toBe('CHECK_IN_OVER')
  cloud.later(0)
})

test('nonsense, a forged code and a code of nobody are no codes', async () => {
  const { codeAt } = await booked('forger', 'now')
  const [prefix, id, step, about, mac = ''] = codeAt().qr.split('.')
  const forged = [prefix, id, step, about, mac.replace(/./g, '0')].join('.')
  const nobody = [prefix, 'zzzzzzzzzzzzzzzzzzzz', step, about, mac].join('.')
  for (const text of ['hello', 'https://example.com/?a=1', '1234567', forged, nobody]) {
    expect([text, await scanCode(text)]).toEqual([text, 'CODE_INVALID'])
  }
})

test('the same scan ten times at once is one check-in with ten equal answers', async () => {
  const { booking, codeAt } = await booked('repeater', 'now')
  const code = codeAt().qr
  const replies = await Promise.all(Array.from({ length: 10 }, () => scan(code, { requestId: 'scan-repeated' })))
  const outcomes = replies.map(({ reply }) => (reply.ok ? [reply.data.outcome, reply.data.at] : reply.code))
  expect(new Set(outcomes.map(outcome => JSON.stringify(outcome))).size).toBe(1)
  expect(outcomes[0]).toMatchObject(['accepted', expect.any(Number)])
  expect(await cloud.stored('checkins', { bookingId: booking.id })).toHaveLength(1)
})

test('two doors at once: one accepts, the other says since when', async () => {
  const { booking, codeAt } = await booked('two-doors', 'now')
  const code = codeAt().qr
  const outcomes = await Promise.all([scanCode(code), scanCode(code), scanCode(code)])
  expect(outcomes.sort()).toEqual(['accepted', 'already', 'already'])
  expect(await cloud.stored('checkins', { bookingId: booking.id })).toHaveLength(1)
})

test('cancelling and checking in at the same moment exclude each other', async () => {
  for (let round = 0; round < 8; round++) {
    const openid = `undecided-${round}`
    const { booking, codeAt } = await booked(openid, 'now')
    const [scanned, cancelled] = await Promise.all([
      scanCode(codeAt().qr),
      cloud.codeOf(openid, 'booking.cancel', { bookingId: booking.id }),
    ])
    const [stored] = await cloud.stored('bookings', { _id: booking.id })
    if (stored?.status === 'cancelled') {
      expect([scanned, cancelled, stored.checkIn]).toEqual(['BOOKING_CANCELLED', 'OK', null])
    } else {
      expect([scanned, cancelled]).toEqual(['accepted', 'ALREADY_CHECKED_IN'])
    }
  }
  expect(await invariantViolations(cloud, now)).toEqual([])
})

test('who has come cannot cancel', async () => {
  const { booking, codeAt } = await booked('present', 'now')
  expect(await scanCode(codeAt().qr)).toBe('accepted')
  expect(await cloud.codeOf('present', 'booking.cancel', { bookingId: booking.id })).toBe('ALREADY_CHECKED_IN')
})
