import { MINUTE } from '@domain/time'
import type { Request } from '@/cloud/use-request'

/** Seats come and go: for so long an answer tells how many are free now. */
const LIVE_FOR = 2 * MINUTE

/** Whether what a screen shows is how it is now, and not how it was when this phone last got through. */
export function isLive({ data, error }: Pick<Request<{ now: number }>, 'data' | 'error'>, now: number): boolean {
  return data !== null && error === null && now - data.now < LIVE_FOR
}
