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

/** Whether a scan counts that somebody made whose role has ended since (null: it has not): only from before that. */
export function decideScanner(at: number, roleEndedAt: number | null): Refusal | null {
  return roleEndedAt !== null && at > roleEndedAt ? refuse('ROLE_ENDED', { endedAt: roleEndedAt }) : null
}
