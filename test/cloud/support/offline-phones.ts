import { currentCode } from '@domain/checkin/code'
import { MAX_SCANS_PER_CALL, type ScanResult } from '@domain/contracts/staff-offline'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type { BookingDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { book } from '../../../worlds/bookings'
import { aSession, CENTRE } from '../../../worlds/fixtures/index'
import { account, member } from '../../../worlds/households'
import { seededRandom } from '../../../worlds/random'
import type { TestCloud } from './cloud'

export interface OfflineScan {
  nonce: string
  code: string
  at: number
  bookingId?: string
}

let serial = 0

/** Makes this many bookings of one session that has begun at `now`, epoch ms. */
export async function bookedSession(cloud: TestCloud, now: number, count: number): Promise<BookingDocument[]> {
  const n = serial++
  const session = aSession(now, {
    _id: `offline-${n}`,
    startsAt: now - 10 * MINUTE,
    endsAt: now + HOUR,
    capacity: count,
  })
  const random = seededRandom(`offline-${n}`)
  const households = Array.from({ length: count }, (_, k) =>
    account(`guest-${n}-${k}`, [member('guoguo', 'child', '果果', '2018-06', now)], now),
  )
  const bookings = households.map((holder, k) =>
    book(session, {
      account: holder,
      party: holder.members,
      requestId: `booking-${n}-${k}`,
      createdAt: now - DAY,
      now,
      random,
    }),
  )
  await cloud.seed({ sessions: [session], accounts: households, bookings })
  return bookings
}

/** Returns what a phone stores of a code that was shown to it at `at`, epoch ms. */
export function scanOf(booking: BookingDocument, nonce: string, at: number, face: 'qr' | 'digits' = 'qr'): OfflineScan {
  const code = currentCode(booking.secret, booking._id, at, booking)[face]
  return { nonce, code, at, ...(face === 'digits' ? { bookingId: booking._id } : {}) }
}

/** A phone without network that has accepted people; uploads the scans when the test says so, as the app does. */
export class OfflinePhone {
  readonly results = new Map<string, ScanResult>()

  constructor(
    private readonly cloud: TestCloud,
    private readonly scans: OfflineScan[],
  ) {}

  get waiting(): OfflineScan[] {
    return this.scans.filter(({ nonce }) => !this.results.has(nonce))
  }

  /** Makes one call with the first waiting scans, or with the given ones; it may die at its k-th database call. */
  async upload({
    size = MAX_SCANS_PER_CALL,
    fault = 0,
    heard = true,
    scans = this.waiting.slice(0, size),
  } = {}): Promise<void> {
    if (scans.length === 0) return
    const side = fault % 2 === 0 ? ('before' as const) : ('after' as const)
    const { status, reply } = await this.cloud.send(
      'staff',
      'staff.uploadScans',
      { centreId: CENTRE, scans },
      fault === 0 ? {} : { fault: `${side}:${fault}` },
    )
    if (status !== 200 || !reply.ok || !heard) return
    for (const result of reply.data.results) this.results.set(result.nonce, result)
  }

  async uploadAll(): Promise<void> {
    while (this.waiting.length > 0) await this.upload()
  }

  /** Sends every scan again, as a phone does that received no answers. */
  async repeat(): Promise<void> {
    for (let from = 0; from < this.scans.length; from += MAX_SCANS_PER_CALL) {
      await this.upload({ scans: this.scans.slice(from, from + MAX_SCANS_PER_CALL), heard: false })
    }
  }
}
