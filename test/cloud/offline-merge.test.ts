import { currentCode } from '@domain/checkin/code'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import type { OfflineScan } from './support/offline-phones'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  const rules = { cancelBefore: 0 }
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', order: 2 })],
    offerings: [anOffering()],
    sessions: [
      aSession(now, { _id: 'now', startsAt: now + 10 * MINUTE, capacity: 40, rules }),
      aSession(now, { _id: 'next', startsAt: now + 15 * MINUTE, rules }),
      aSession(now, { _id: 'elsewhere', centreId: 'bixi', startsAt: now + 10 * MINUTE }),
    ],
    staff: [aStaff('staff'), aStaff('manager', { role: 'manager' }), aStaff('staff-bixi', { centreId: 'bixi' })],
  })
})
afterEach(() => cloud.later(0))
afterAll(() => cloud.close())

async function booked(openid: string, sessionId = 'now') {
  const { booking } = await cloud.ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })
  const stored = async () => (await cloud.stored('bookings', { _id: booking.id }))[0]
  const codeAt = (at: number) => currentCode(booking.secret ?? '', booking.id, at, booking)
  return { booking, stored, codeAt }
}

async function upload(scans: (OfflineScan & { sessionId?: string })[]) {
  const { results } = await cloud.ask('staff', 'staff.uploadScans', { centreId: CENTRE, scans })
  return scans.map(({ nonce }) => {
    const result = results.find(each => each.nonce === nonce)
    return result?.refusal?.code ?? result?.outcome
  })
}

test('a scan is verified as of its own time: a replay of 61 s later is refused', async () => {
  const { codeAt } = await booked('replayed')
  const at = now - 5 * MINUTE
  for (const face of ['qr', 'digits'] as const) {
    const code = codeAt(at)[face]
    const replay = { nonce: `replay-${face}`, code, at: at + 61_000 + 30_000 }
    expect(await upload([replay])).toEqual([face === 'qr' ? 'CODE_EXPIRED' : 'CODE_INVALID'])
  }
  expect(await upload([{ nonce: 'in-time-0', code: codeAt(at).digits, at: at + 20_000 }])).toEqual(['accepted'])
})

test('a time that cannot be is refused, whatever the code', async () => {
  const { codeAt } = await booked('untimely')
  const scans = [now + 10 * MINUTE, now - 3 * DAY].map((at, n) => ({ nonce: `untimely-${n}`, code: codeAt(at).qr, at }))
  expect(await upload(scans)).toEqual(['SCAN_TIME_WRONG', 'SCAN_TIME_WRONG'])
})

test('a code opens neither another session nor another centre, and a centre takes scans of its own staff only', async () => {
  const here = await booked('here')
  const there = await booked('there', 'elsewhere')
  const scan = { nonce: 'here-0001', code: here.codeAt(now).qr, at: now }
  expect(await upload([{ ...scan, sessionId: 'next' }])).toEqual(['WRONG_SESSION'])
  expect(await upload([{ nonce: 'there-0001', code: there.codeAt(now).qr, at: now }])).toEqual(['WRONG_CENTRE'])
  expect(await cloud.codeOf('staff-bixi', 'staff.uploadScans', { centreId: CENTRE, scans: [scan] })).toBe('FORBIDDEN')
  expect((await here.stored())?.checkIn).toBeNull()
})

test('an offline scan that was earlier than the one online counts, and the manager reads of both', async () => {
  const { booking, stored, codeAt } = await booked('twice')
  await cloud.ask('staff', 'staff.checkIn', { centreId: CENTRE, code: codeAt(cloudNow()).qr })
  const online = (await stored())?.checkIn?.at ?? 0
  const at = now - 3 * MINUTE
  expect(await upload([{ nonce: 'earlier-01', code: codeAt(at).qr, at }])).toEqual(['accepted'])
  expect((await stored())?.checkIn).toMatchObject({ at, way: 'offline' })
  const { duplicates } = await cloud.ask('manager', 'staff.duplicates', { centreId: CENTRE })
  expect(duplicates.filter(({ id }) => id.startsWith(booking.id))).toMatchObject([
    { at, againAt: online, partySize: 1 },
  ])
  expect(await cloud.codeOf('staff', 'staff.duplicates', { centreId: CENTRE })).toBe('FORBIDDEN')
})

test('who cancelled after being scanned, and who was taken back after it, gets a word and no place', async () => {
  const gone = await booked('gone')
  await cloud.ask('gone', 'booking.cancel', { bookingId: gone.booking.id })
  expect(await upload([{ nonce: 'gone-0001', code: gone.codeAt(now).digits, at: now }])).toEqual(['BOOKING_CANCELLED'])
  expect((await gone.stored())?.checkIn).toBeNull()

  const back = await booked('taken-back')
  const at = now - 2 * MINUTE
  await cloud.ask('staff', 'staff.checkIn', { centreId: CENTRE, code: back.codeAt(cloudNow()).qr })
  await cloud.ask('staff', 'staff.undoCheckIn', { centreId: CENTRE, bookingId: back.booking.id, reason: '扫错了' })
  const scan = { nonce: 'back-00001', code: back.codeAt(at).digits, at }
  expect(await upload([scan])).toEqual(['CHECK_IN_UNDONE'])
  expect((await back.stored())?.checkIn).toBeNull()
  // Somebody who comes again later is in.
  cloud.later(2 * MINUTE)
  const again = cloudNow() + 2 * MINUTE
  expect(await upload([{ nonce: 'back-00002', code: back.codeAt(again).digits, at: again }])).toEqual(['accepted'])
  expect((await back.stored())?.checkIn).toMatchObject({ at: again })
})

test('a proof that comes after the no-show was counted takes it back, and says so', async () => {
  const { booking, stored, codeAt } = await booked('proven-late')
  const at = booking.startsAt
  cloud.later(4 * HOUR)
  while (!(await stored())?.missed) await cloud.tick()
  const standing = async () => await cloud.ask('proven-late', 'standing.get', { bookingId: booking.id })
  expect((await standing()).records).toMatchObject([{ state: 'counted' }])

  const scan = { nonce: 'late-00001', code: codeAt(at).qr, at }
  expect(await upload([scan])).toEqual(['accepted'])
  expect(await upload([scan])).toEqual(['accepted'])
  await cloud.tick()
  expect((await standing()).records).toMatchObject([{ state: 'excused', excuse: 'late-proof' }])
  expect((await standing()).people).toEqual([])
  expect(await stored()).toMatchObject({ missed: false, checkIn: { at } })
  const [account] = await cloud.stored('accounts', { _id: accountIdOf('proven-late') })
  expect(Object.values(account?.missed ?? {}).flat()).toEqual([])
  expect(await invariantViolations(cloud, now + 4 * HOUR)).toEqual([])
})
