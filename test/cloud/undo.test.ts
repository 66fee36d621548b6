import { randomUUID } from 'node:crypto'
import { currentCode } from '@domain/checkin/code'
import { markOf } from '@domain/checkin/log'
import { HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { randomRuns } from '../depth'
import fc from '../random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  const soon = { startsAt: now + 10 * MINUTE, capacity: 100, rules: { cancelBefore: 0 } }
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', name: '碧溪社区党群服务中心', order: 2 })],
    offerings: [anOffering()],
    sessions: [aSession(now, { _id: 'now', ...soon }), aSession(now, { _id: 'called-off', ...soon })],
    staff: [
      aStaff('staff'),
      aStaff('colleague'),
      aStaff('manager', { role: 'manager' }),
      aStaff('staff-bixi', { centreId: 'bixi' }),
    ],
  })
})
afterAll(() => cloud.close())

async function booked(openid: string, sessionId = 'now') {
  const { booking } = await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })
  const scan = async (staff = 'staff', requestId: string = randomUUID()) => {
    const { qr } = currentCode(booking.secret ?? '', booking.id, cloudNow())
    const { reply } = await cloud.send(staff, 'staff.checkIn', { centreId: CENTRE, code: qr }, { requestId })
    return reply.ok ? reply.data.outcome : reply.code
  }
  const undo = (staff = 'staff', requestId: string = randomUUID()) =>
    cloud.codeOf(
      staff,
      'staff.undoCheckIn',
      { centreId: CENTRE, bookingId: booking.id, reason: '扫错了' },
      { requestId },
    )
  const stored = async () => (await cloud.stored('bookings', { _id: booking.id }))[0]
  const log = async () => (await cloud.stored('checkins', { bookingId: booking.id })).sort((a, b) => a.n - b.n)
  return { id: booking.id, scan, undo, stored, log }
}

test('the reason of an undo is read on the roster and by the resident, also after the party is in again', async () => {
  const { id, scan, undo } = await booked('told-why')
  const seen = async () => {
    const { rows } = await cloud.ask('staff', 'staff.roster', { centreId: CENTRE, sessionId: 'now' })
    const { booking } = await cloud.ask('told-why', 'booking.get', { bookingId: id })
    return [rows.find(({ bookingId }) => bookingId === id)?.undone, booking.undone]
  }
  await scan()
  expect(await seen()).toEqual([undefined, undefined])
  await undo('colleague')
  const told = { at: expect.any(Number), reason: '扫错了' }
  expect(await seen()).toEqual([told, told])
  await scan()
  expect(await seen()).toEqual([told, told])
})

test('a check-in is taken back with who and why, and the party can be let in again', async () => {
  const { scan, undo, stored, log } = await booked('mistaken')
  expect(await undo()).toBe('NOT_CHECKED_IN')
  expect(await scan()).toBe('accepted')
  expect(await undo('colleague')).toBe('OK')
  expect((await stored())?.checkIn).toBeNull()
  expect(await undo()).toBe('NOT_CHECKED_IN')
  expect(await scan()).toBe('accepted')
  const rows = await log()
  expect(rows.map(({ what }) => what)).toEqual(['in', 'undo', 'in'])
  expect(rows[1]).toMatchObject({ reason: '扫错了', way: 'qr' })
  expect(rows[1]?.by).not.toBe(rows[0]?.by)
})

test('a late replay of a scan, or of an undo, changes nothing that came after it', async () => {
  const { scan, undo, stored } = await booked('replayer')
  expect([await scan('staff', 'first-scan'), await undo('staff', 'first-undo')]).toEqual(['accepted', 'OK'])
  expect(await scan('staff', 'first-scan')).toBe('accepted')
  expect((await stored())?.checkIn).toBeNull()
  expect(await scan('staff', 'second-scan')).toBe('accepted')
  expect(await undo('staff', 'first-undo')).toBe('OK')
  expect((await stored())?.checkIn?.requestId).toBe('second-scan')
  expect(await undo('staff', 'first-scan')).toBe('REQUEST_REUSED')
})

test('whatever two doors do at once, the log says what the booking says', async () => {
  let n = 0
  const step = fc.record({ what: fc.constantFrom('scan', 'undo'), staff: fc.constantFrom('staff', 'colleague') })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 4 }), async rounds => {
      const { scan, undo, stored, log } = await booked(`random-${n++}`)
      for (const round of rounds) {
        await Promise.all(round.map(({ what, staff }) => (what === 'scan' ? scan(staff) : undo(staff))))
      }
      const [booking, rows] = [await stored(), await log()]
      expect(markOf(rows)).toEqual(booking?.checkIn)
      expect(rows.map(row => row.n)).toEqual(rows.map((_, k) => k))
    }),
    randomRuns({ deep: 12, byDefault: 12 }),
  )
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a booking of another centre is not found', async () => {
  const { id, scan, stored } = await booked('elsewhere')
  await scan()
  const input = { centreId: 'bixi', bookingId: id, reason: '扫错了' }
  expect(await cloud.codeOf('staff-bixi', 'staff.undoCheckIn', input)).toBe('BOOKING_NOT_FOUND')
  expect((await stored())?.checkIn).not.toBeNull()
})

test('who kept a place only by being in loses it when that was a mistake and the session is off', async () => {
  const { scan, undo, stored } = await booked('was-not-there', 'called-off')
  await scan()
  await cloud.ask('manager', 'staff.cancelSession', { centreId: CENTRE, sessionId: 'called-off', reason: '停电' })
  await cloud.tick()
  expect((await stored())?.status).toBe('confirmed')
  expect(await undo()).toBe('OK')
  await cloud.tick()
  expect(await stored()).toMatchObject({ status: 'cancelled', cancelledBy: 'centre' })
  expect(await invariantViolations(cloud)).toEqual([])
})

test('once it is being decided who did not come, nothing is taken back', async () => {
  const { scan, undo } = await booked('settled')
  await scan()
  cloud.later(2 * HOUR)
  expect(await undo()).toBe('UNDO_CLOSED')
  cloud.later(0)
})
