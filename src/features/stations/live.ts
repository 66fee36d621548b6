import { MINUTE } from '@domain/time'
import type { Request } from '@/cloud/use-request'

/** Figures of free seats count as current for this long, ms. */
const LIVE_FOR = 2 * MINUTE

/** Whether an answer is fresh enough to be shown as the current state. */
export function isLive({ data, error }: Pick<Request<{ now: number }>, 'data' | 'error'>, now: number): boolean {
  return data !== null && error === null && now - data.now < LIVE_FOR
}
