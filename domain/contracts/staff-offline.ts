import * as v from 'valibot'
import type { Pack } from '../checkin/pack'
import type { Refusal } from '../errors'
import { id, requestId, scannedCode, timestamp } from './fields'
import { route } from './route'

/** Scans that one call may bring. */
export const MAX_SCANS_PER_CALL = 50

/** What became of a scan that was made without network. */
export interface ScanResult {
  nonce: string
  /** `duplicate`: the booking was used by another scan too; the earlier one counts. */
  outcome: 'accepted' | 'duplicate' | 'refused'
  /** Since when the party counts as in, epoch ms; null unless it does. */
  at: number | null
  /** Masked: the first character only. Empty when no booking was found. */
  names: string[]
  /** Why it did not count. */
  refusal: Refusal | null
}

/** A booking that was used twice while its party was in, at two doors or on two phones. */
export interface DuplicateScan {
  id: string
  /** Masked. */
  names: string[]
  partySize: number
  title: string
  /** Since when the party counts as in, and when the booking was used once more, epoch ms. */
  at: number
  againAt: number
}

/** A staff member's phone without network: what it takes along, and what it brings back. */
export const staffOfflineRoutes = {
  /** The day's roster for a phone: verifies codes of today at this centre, and nothing else. */
  'staff.pack': route<{ now: number; pack: Pack }>()({
    effect: 'read',
    role: 'staff',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /**
   * Brings in scans that were made without network. Each is verified as of the moment it was made, counts once under its
   * nonce however often it is sent, and gets a result; one without a result is to be sent again.
   */
  'staff.uploadScans': route<{ now: number; results: ScanResult[] }>()({
    effect: 'write',
    role: 'staff',
    input: v.strictObject({
      centreId: id,
      scans: v.pipe(
        v.array(
          v.strictObject({
            nonce: requestId,
            code: scannedCode,
            at: timestamp,
            sessionId: v.optional(id),
            /** Whose digits they are as far as the phone knows: looked at first, and proves nothing. */
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
  /** Bookings that were used twice within the last week, latest first, at most 50. */
  'staff.duplicates': route<{ now: number; duplicates: DuplicateScan[] }>()({
    effect: 'read',
    role: 'manager',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
}
