import { MINUTE } from '@domain/time'
import type { Request } from '@/cloud/use-request'

/** An answer counts as the current state for this long, ms. */
const LIVE_FOR = 2 * MINUTE

/** Whether an answer is fresh enough to be shown as the current state. */
export function isLive({ at, error }: Pick<Request<unknown>, 'at' | 'error'>, now: number): boolean {
  return at !== null && error === null && now - at < LIVE_FOR
}
