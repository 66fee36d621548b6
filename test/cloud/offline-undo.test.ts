import { currentCode } from '@domain/checkin/code'
import { MINUTE } from '@domain/time'
import { aCentre, anOffering, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { randomRuns } from '../depth'
import fc from '../random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { bookedSession, OfflinePhone, type OfflineScan, scanOf } from './support/offline-phones'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], staff: [aStaff('staff'), aStaff('colleague')] })
})
afterEach(() => cloud.later(0))
afterAll(() => cloud.close())

/** What happens to one party, each a minute after the one before. */
type Act = 'scan on phone A' | 'scan on phone B' | 'A uploads' | 'B uploads' | 'check in online' | 'undo'
const ACTS: readonly Act[] = ['scan on phone A', 'scan on phone B', 'A uploads', 'B uploads', 'check in online', 'undo']

/**
 * The rule: the party is in if anything let it in after the last undo, since the earliest of these; nothing from before the
 * undo counts, whenever it arrives.
 */
async function live(acts: readonly Act[]): Promise<void> {
  cloud.later(0)
  const begin = cloudNow()
  const [booking] = await bookedSession(cloud, begin + 20 * MINUTE, 1)
  if (!booking) throw new Error('no booking')
  const queues = { A: [] as OfflineScan[], B: [] as OfflineScan[] }
  const phones = { A: new OfflinePhone(cloud, queues.A), B: new OfflinePhone(cloud, queues.B) }
  let entered: number[] = []
  let undoneAt = 0
  const stored = async () => (await cloud.stored('bookings', { _id: booking._id }))[0]
  for (const [n, act] of acts.entries()) {
    cloud.later((n + 1) * MINUTE)
    const now = cloudNow() + (n + 1) * MINUTE
    if (act === 'undo') {
      const bookingId = booking._id
      const input = { centreId: CENTRE, bookingId, reason: '签错人了' }
      const { reply } = await cloud.send('colleague', 'staff.undoCheckIn', input)
      if (reply.ok) undoneAt = reply.data.undoneAt
    } else if (act === 'check in online') {
      const { qr } = currentCode(booking.secret, booking._id, now, booking)
      entered.push((await cloud.ask('staff', 'staff.checkIn', { centreId: CENTRE, code: qr })).at)
    } else {
      const phone = act.includes('A') ? 'A' : 'B'
      if (act.endsWith('uploads')) await phones[phone].uploadAll()
      else {
        entered.push(now)
        queues[phone].push(scanOf(booking, `nonce-${phone}-${n}-${booking._id}`, now))
      }
    }
  }
  await phones.A.uploadAll()
  await phones.B.uploadAll()
  // Answers that were lost: all is sent again, and changes nothing.
  const before = await stored()
  await Promise.all([phones.A.repeat(), phones.B.repeat()])
  entered = entered.filter(at => at > undoneAt)
  const after = await stored()
  expect(after?.checkIn?.at ?? null).toBe(entered.length === 0 ? null : Math.min(...entered))
  expect(after).toEqual(before)
  const counted = [...phones.A.results.values(), ...phones.B.results.values()].filter(({ at }) => at !== null)
  expect(counted.every(({ refusal }) => refusal === null)).toBe(true)
}

test('whatever scans, uploads and undos come in whatever order, what came after the last undo counts and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTS), { minLength: 2, maxLength: 12 }), live),
    randomRuns({ deep: 400, byDefault: 60 }),
  )
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a scan from before an undo does not come back as the earlier one when the party was let in again', async () => {
  await live(['scan on phone A', 'check in online', 'undo', 'check in online', 'A uploads'])
})
