import { MINUTE } from '@domain/time'
import { aCentre, anOffering, aStaff } from '../../worlds/fixtures/index'
import { randomRuns } from '../depth'
import fc from '../random'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { bookedSession, OfflinePhone, type OfflineScan, scanOf } from './support/offline-phones'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()], staff: [aStaff('staff')] })
})
afterEach(async () => expect(await invariantViolations(cloud)).toEqual([]))
afterAll(() => cloud.close())

/** One upload: by which phone, of how many scans, at which database call it dies, and whether the phone gets the answer. */
interface Step {
  phone: 0 | 1
  size: number
  fault: number
  heard: boolean
}

interface History {
  /** Scans that only one phone has, for each phone; below, scans that both have. */
  alone: number
  common: number
  /** For each common scan, how long after the first phone the second one scanned, ms; may be negative. */
  apart: number[]
  steps: Step[]
}

const history = (alone: number, common: number, steps: number): fc.Arbitrary<History> =>
  fc.record({
    alone: fc.constant(alone),
    common: fc.constant(common),
    apart: fc.array(
      fc.integer({ min: -5 * MINUTE, max: 5 * MINUTE }).filter(ms => ms !== 0),
      { minLength: common, maxLength: common },
    ),
    steps: fc.array(
      fc.record({
        phone: fc.constantFrom(0 as const, 1 as const),
        size: fc.integer({ min: 1, max: 50 }),
        fault: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 160 })),
        heard: fc.boolean(),
      }),
      { maxLength: steps },
    ),
  })

async function live({ alone, common, apart, steps }: History): Promise<void> {
  const now = cloudNow()
  const bookings = await bookedSession(cloud, now, 2 * alone + common)
  const noon = now - 8 * MINUTE
  const earliest = new Map<string, number>()
  const scansOf = (phone: 0 | 1): OfflineScan[] => {
    const own = bookings.slice(common + phone * alone, common + (phone + 1) * alone)
    return [...bookings.slice(0, common), ...own].map((booking, n) => {
      const at = noon + n * 50 + (phone === 1 && n < common ? (apart[n] ?? 0) : 0)
      earliest.set(booking._id, Math.min(at, earliest.get(booking._id) ?? at))
      return scanOf(booking, `phone-${phone}-${booking._id}`, at, n % 3 === 0 ? 'digits' : 'qr')
    })
  }
  const phones = [new OfflinePhone(cloud, scansOf(0)), new OfflinePhone(cloud, scansOf(1))] as const
  for (const { phone, ...how } of steps) await phones[phone].upload(how)
  await Promise.all(phones.map(phone => phone.uploadAll()))
  await Promise.all(phones.map(phone => phone.repeat()))

  const ids = bookings.map(({ _id }) => _id)
  const after = await cloud.stored('bookings', { _id: { $in: ids } })
  expect(new Map(after.map(({ _id, checkIn }) => [_id, checkIn?.at]))).toEqual(earliest)
  const rows = await cloud.stored('checkins', { bookingId: { $in: ids } })
  expect(rows.filter(({ what }) => what === 'duplicate')).toHaveLength(common)
  expect(new Set(rows.map(({ requestId }) => requestId)).size).toBe(2 * (alone + common))
  const outcomes = phones.flatMap(({ results }) => [...results.values()].map(({ outcome }) => outcome))
  expect(outcomes).not.toContain('refused')
}

test('two offline phones, whatever comes between: everybody is in once, at the earlier time, twice used is reported', async () => {
  await fc.assert(fc.asyncProperty(history(6, 4, 8), live), randomRuns({ deep: 25, byDefault: 12 }))
})

test('200 scans each with 40 in common, in any order, twice, with crashes: 360 are in, 40 duplicates', async () => {
  await fc.assert(fc.asyncProperty(history(160, 40, 12), live), randomRuns({ deep: 2, byDefault: 1 }))
})
