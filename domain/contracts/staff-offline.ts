import * as v from 'valibot'
import type { Pack } from '../checkin/pack'
import type { Refusal } from '../errors'
import { id, requestId, scannedCode, timestamp } from './fields'
import { route } from './route'

/** Most scans per call. */
export const MAX_SCANS_PER_CALL = 50

/** The result of an offline scan. */
export interface ScanResult {
  nonce: string
  /** `duplicate`: another scan used the same booking; the earlier one counts. */
  outcome: 'accepted' | 'duplicate' | 'refused'
  /** Since when the party is checked in, epoch ms; null when it is not. */
  at: number | null
  /** Masked to the first character. Empty when no booking was found. */
  names: string[]
  /** Why the scan was refused. */
  refusal: Refusal | null
}

/** A booking that was used twice while checked in, at two doors or on two phones. */
export interface DuplicateScan {
  id: string
  /** Masked. */
  names: string[]
  partySize: number
  title: string
  /** Since when the party is checked in, and when the booking was used again, epoch ms. */
  at: number
  againAt: number
}

/** Routes for check-in without network: the pack that a phone downloads, and the scans it uploads. */
export const staffOfflineRoutes = {
  /** The pack of today: verifies today's codes at this centre only. */
  'staff.pack': route<{ now: number; pack: Pack }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /**
   * Uploads offline scans. Each is verified as of the moment it was made, counts once under its nonce however often it
   * is sent, and gets a result; a scan without a result must be sent again.
   */
  'staff.uploadScans': route<{ now: number; results: ScanResult[] }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      scans: v.pipe(
        v.array(
          v.strictObject({
            nonce: requestId,
            code: scannedCode,
            at: timestamp,
            sessionId: v.optional(id),
            /** The booking that the phone matched to the digits: tried first, but proves nothing. */
            bookingId: v.optional(id),
          }),
        ),
        v.minLength(1),
        v.maxLength(MAX_SCANS_PER_CALL),
        v.check(scans => new Set(scans.map(({ nonce }) => nonce)).size === scans.length),
      ),
    }),
    errors: [],
  }),
  /** Bookings used twice in the last week, latest first, at most 50. */
  'staff.duplicates': route<{ now: number; duplicates: DuplicateScan[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
}
