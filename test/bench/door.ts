import { currentCode, STEP_MS } from '@domain/checkin/code'
import { DigitsFinder } from '@domain/checkin/digits-finder'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { nativeHmac } from '../../cloudfunctions/lib/attendance/checkin/digits'
import type { BookingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { book } from '../../worlds/bookings'
import { aCentre, anOffering, aSession, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { account, member } from '../../worlds/households'
import { seededRandom } from '../../worlds/random'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import type { Bench, Figure } from './report'

const BOOKINGS = 1000
const CHECKS = 30
const QUEUED = 50
/** A round trip to the platform's database; an even number, because half of it passes before the call takes effect. */
const LATENCY_MS = 16

/**
 * Check-in by typed digits, which name no booking, at a centre with a thousand bookings: one code at the door, and a queue of
 * fifty from a phone without a roster.
 */
export const door: Bench = async () => {
  const cloud = await startWholeCloud({ maxInstances: 1 })
  try {
    const bookings = await seedDay(cloud)
    const first = await checkOf(cloud, bookings, 'digits')
    const checks: Record<'qr' | 'digits', Check[]> = { qr: [], digits: [] }
    cloud.control({ latencyMs: LATENCY_MS })
    for (let n = 0; n < CHECKS; n++) {
      for (const face of ['qr', 'digits'] as const) checks[face].push(await checkOf(cloud, bookings, face))
    }
    cloud.control({ latencyMs: 0 })
    // The fastest of each: what else the machine does at the time adds to the others.
    const [picture, digits] = [fastest(checks.qr), fastest(checks.digits)]
    return [
      { what: 'first check-in by digits of a new instance', value: first.ms, unit: 'ms' },
      {
        what: `check-in by digits, round trips of ${LATENCY_MS} ms to the database`,
        value: digits.trips,
        unit: 'trips',
        max: 5,
      },
      { what: 'check-in by a scanned picture, less these', value: ownWork(picture), unit: 'ms' },
      {
        what: `check-in by digits among ${BOOKINGS} bookings, less these`,
        value: ownWork(digits),
        unit: 'ms',
        max: 50,
      },
      // A picture names its booking, which is read beside the role; the trip more that digits need is bounded above.
      { what: 'what finding the digits adds', value: ownWork(digits) - ownWork(picture), unit: 'ms', max: 15 },
      ...derivations(bookings),
      ...(await queueOf(cloud, bookings.slice(-QUEUED))),
    ]
  } finally {
    await cloud.close()
  }
}

async function seedDay(cloud: WholeCloud): Promise<BookingDocument[]> {
  const now = cloudNow()
  const session = aSession(now, { startsAt: now - HOUR, endsAt: now + 2 * HOUR, capacity: BOOKINGS })
  const random = seededRandom('door')
  const bookings = Array.from({ length: BOOKINGS }, (_, n) => {
    const holder = account(`guest-${n}`, [member('guoguo', 'child', '果果', '2018-06', now)], now)
    const about = { account: holder, party: holder.members, requestId: `b-${n}`, createdAt: now - DAY, now, random }
    return book(session, about)
  })
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff')],
    sessions: [session],
    bookings,
  })
  return bookings
}

interface Check {
  ms: number
  /** Round trips to the database that waited for one another. */
  trips: number
}

let next = 0

/** Checks in the next booking, by one form of its code. */
async function checkOf(cloud: WholeCloud, bookings: BookingDocument[], face: 'qr' | 'digits'): Promise<Check> {
  const booking = bookings[next++]
  if (!booking) throw new Error('all have come')
  const code = currentCode(booking.secret, booking._id, cloudNow(), booking)[face]
  const started = performance.now()
  const { reply, databaseTrips } = await cloud.send('staff', 'staff.checkIn', { centreId: CENTRE, code })
  if (!reply.ok) throw new Error(reply.code)
  return { ms: performance.now() - started, trips: databaseTrips }
}

const fastest = (checks: Check[]): Check => checks.reduce((best, one) => (one.ms < best.ms ? one : best))
const ownWork = ({ ms, trips }: Check): number => ms - trips * LATENCY_MS

/** Computations per typed code, and for fifty of one minute. */
function derivations(bookings: BookingDocument[]): Figure[] {
  const now = cloudNow()
  const count = (codes: number) => {
    let made = 0
    const finder = new DigitsFinder(bookings, (key, message) => {
      made++
      return nativeHmac(key, message)
    })
    for (let n = 0; n < codes; n++) finder.find('00000000', now + n * Math.floor(MINUTE / codes))
    return made / bookings.length
  }
  return [
    { what: 'computations per booking for one code', value: count(1), unit: 'times', max: 4 },
    { what: `computations per booking for ${QUEUED} codes of a minute`, value: count(QUEUED), unit: 'times', max: 7 },
  ]
}

/** Uploads codes of fifty moments without hints, until all are answered. */
async function queueOf(cloud: WholeCloud, bookings: BookingDocument[]): Promise<Figure[]> {
  const from = cloudNow() - QUEUED * STEP_MS
  const scans = bookings.map((booking, n) => {
    const at = from + n * STEP_MS
    return { nonce: `nonce-${booking._id}`, code: currentCode(booking.secret, booking._id, at, booking).digits, at }
  })
  const answered = new Set<string>()
  const times: number[] = []
  while (answered.size < scans.length && times.length < scans.length) {
    const waiting = scans.filter(({ nonce }) => !answered.has(nonce))
    const started = performance.now()
    const { results } = await cloud.ask('staff', 'staff.uploadScans', { centreId: CENTRE, scans: waiting })
    times.push(performance.now() - started)
    for (const { nonce } of results) answered.add(nonce)
  }
  return [
    { what: `calls until ${QUEUED} queued codes are answered`, value: times.length, unit: 'calls', max: 4 },
    { what: 'the longest of them; the app waits for twelve seconds', value: Math.max(...times), unit: 'ms', max: 6000 },
  ]
}
