import type { OfflineVerdict } from '@domain/checkin/pack-reader'
import type { CheckInResult } from '@domain/contracts/staff'
import type { CloudError, CloudErrorCode } from '@/cloud/errors'
import type { Signal } from '@/platform/feedback'
import type { Trouble } from './queue'

/** The outcome of a scan. */
export type Outcome =
  | { by: 'server'; result: CheckInResult }
  /** The phone decided because of `trouble`. */
  | { by: 'phone'; verdict: OfflineVerdict; trouble: Trouble | null }
  | { by: 'refusal'; error: CloudError }

/** The refusals that have a kind of their own. */
const BY_CODE: Partial<Record<CloudErrorCode, Signal>> = {
  WRONG_SESSION: 'wrong-session',
  WRONG_DAY: 'wrong-day',
  CHECK_IN_TOO_EARLY: 'too-early',
  CHECK_IN_OVER: 'over',
  BOOKING_CANCELLED: 'cancelled',
  WRONG_CENTRE: 'not-here',
  CODE_EXPIRED: 'expired',
}

/** The kind of an outcome; each kind has its own colour, icon, sound and vibration. */
export function kindOf(outcome: Outcome): Signal {
  if (outcome.by === 'server') return outcome.result.outcome
  if (outcome.by === 'refusal') return BY_CODE[outcome.error.code] ?? 'no-code'
  const { verdict } = outcome
  if (verdict.kind === 'accepted') return 'queued'
  if (verdict.kind === 'already') return 'already'
  if (verdict.kind === 'refused') return BY_CODE[verdict.refusal.code] ?? 'no-code'
  return verdict.doubt ? 'doubt' : 'to-confirm'
}
