import { type Refusal, refuse } from '../errors'
import { HOUR, MINUTE } from '../time'

/** How far a phone's clock may be ahead. */
const DRIFT = 2 * MINUTE
/** Scans that are older than this are not accepted. */
const OLDEST = 48 * HOUR

/** Whether a scan uploaded at `now` can have been made at `at`, both epoch ms. */
export function decideScanTime(at: number, now: number): Refusal | null {
  return at > now + DRIFT || at < now - OLDEST ? refuse('SCAN_TIME_WRONG', { at }) : null
}
