import { currentCode, STEP_MS } from '@domain/checkin/code'
import type { ScanResult } from '@domain/contracts/staff-offline'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type { BookingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { book } from '../../worlds/bookings'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { account, member } from '../../worlds/households'
import { seededRandom } from '../../worlds/random'
import { openWorld } from './in-process/world'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import type { OfflineScan } from './support/offline-phones'

const now = cloudNow()
const place = () => ({ centres: [aCentre()], offerings: [anOffering()], staff: [aStaff('staff')] })

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed(place())
})
afterAll(() => cloud.close())

let serial = 0

/** Sessions with this many bookings, which begin at the given time. */
function bookedAt(startsAt: number, count: number, length = 2 * HOUR) {
  const n = serial++
  const session = aSession(now, { _id: `s-${n}`, startsAt, endsAt: startsAt + length, capacity: count })
  const random = seededRandom(`portions ${n}`)
  const bookings = Array.from({ length: count }, (_, k) => {
    const holder = account(`guest-${n}-${k}`, [member('guoguo', 'child', '果果', '2018-06', now)], now)
    const about = { account: holder, party: holder.members, requestId: `b-${n}-${k}`, createdAt: now - 3 * DAY }
    return book(session, { ...about, now: now - 3 * DAY, random })
  })
  return { session, bookings }
}

/** Digits without a hint which booking they are of, as from a phone without a roster. */
const scanOf = (booking: BookingDocument, at: number): OfflineScan => ({
  nonce: `nonce-${booking._id}`,
  code: currentCode(booking.secret, booking._id, at, booking).digits,
  at,
})

async function upload(scans: readonly OfflineScan[]): Promise<ScanResult[]> {
  return (await cloud.ask('staff', 'staff.uploadScans', { centreId: CENTRE, scans: [...scans] })).results
}

/** Sends what is unanswered again and again; returns how many were answered by each call. */
async function drain(scans: readonly OfflineScan[]): Promise<{ portions: number[]; results: ScanResult[] }> {
  const portions: number[] = []
  const results: ScanResult[] = []
  while (results.length < scans.length) {
    const answered = new Set(results.map(({ nonce }) => nonce))
    const portion = await upload(scans.filter(({ nonce }) => !answered.has(nonce)))
    if (portion.length === 0) throw new Error('nothing was answered')
    portions.push(portion.length)
    results.push(...portion)
  }
  return { portions, results }
}

test('fifty unhinted codes of fifty moments over a thousand bookings are answered in portions, each counted once', async () => {
  const { session, bookings } = bookedAt(now - HOUR, 1000)
  await cloud.seed({ sessions: [session], bookings })
  const scans = bookings.slice(0, 50).map((booking, n) => scanOf(booking, now - 50 * MINUTE + n * 2 * STEP_MS))
  const { portions, results } = await drain(scans)
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']))
  expect(portions.length).toBeGreaterThan(1)
  expect(portions.length).toBeLessThanOrEqual(4)
  // A phone that never heard the answers sends all again.
  const inOrder = (found: typeof results) =>
    found.map(({ outcome, at }) => ({ outcome, at })).sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
  expect(inOrder((await drain(scans)).results)).toEqual(inOrder(results))
  expect(await cloud.stored('checkins')).toHaveLength(50)
})

test('a code is found among more bookings than one read returns, whichever day of the queue it is of', async () => {
  const yesterday = bookedAt(now - 26 * HOUR, 700)
  const today = bookedAt(now - HOUR, 700)
  await cloud.seed({
    sessions: [yesterday.session, today.session],
    bookings: [...yesterday.bookings, ...today.bookings],
  })
  const [early] = yesterday.bookings.slice(-1)
  const [late] = today.bookings.slice(-1)
  if (!early || !late) throw new Error('no bookings')
  const { results } = await drain([scanOf(early, now - 25 * HOUR), scanOf(late, now - 30 * MINUTE)])
  expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(['accepted', 'accepted'])
})

test('a code that is typed at the door is found among more bookings than one read returns', async () => {
  const { session, bookings } = bookedAt(now - HOUR, 1200)
  await cloud.seed({ sessions: [session], bookings })
  const [last] = bookings.slice(-1)
  if (!last) throw new Error('no booking')
  const { digits } = currentCode(last.secret, last._id, cloudNow(), last)
  expect(await cloud.codeOf('staff', 'staff.checkIn', { centreId: CENTRE, code: digits })).toBe('OK')
})

test('a scan that the server cannot process leaves the others their results, and is an error when it comes alone', async () => {
  const world = openWorld()
  world.setClock(now)
  const { session, bookings } = bookedAt(now - HOUR, 5)
  await world.seed({ ...place(), sessions: [session], bookings })
  const spoilt = bookings[2]?._id
  world.wrapStore(store => ({
    ...store,
    bookings: {
      ...store.bookings,
      update: async (where, change) => {
        if (where._id === spoilt) throw new Error('cannot be written')
        return store.bookings.update(where, change)
      },
    },
  }))
  const send = async (scans: OfflineScan[], requestId: string) =>
    (await world.start('staff', 'staff.uploadScans', { centreId: CENTRE, scans }, { requestId })).finish()
  const scans = bookings.map(booking => scanOf(booking, now - 10 * MINUTE))
  const reply = await send(scans, 'request-1')
  const answered = reply?.ok ? reply.data.results.map(({ nonce }) => nonce) : []
  expect(answered.sort()).toEqual(scans.flatMap(({ nonce }) => (nonce === `nonce-${spoilt}` ? [] : [nonce])).sort())
  const alone = await send(
    scans.filter(({ nonce }) => nonce === `nonce-${spoilt}`),
    'request-2',
  )
  expect(alone).toMatchObject({ ok: false, code: 'INTERNAL' })
})
