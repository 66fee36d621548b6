import { type Refusal, refuse } from '../errors'
import { HOUR, MINUTE } from '../time'

/** A phone's clock may be ahead by so much. */
const DRIFT = 2 * MINUTE
/** A phone that found no network for longer is no witness any more. */
const OLDEST = 48 * HOUR

/** Whether a scan that a phone reports at `now` can have been made at `at`, both epoch ms. */
export function decideScanTime(at: number, now: number): Refusal | null {
  return at > now + DRIFT || at < now - OLDEST ? refuse('SCAN_TIME_WRONG', { at }) : null
}
