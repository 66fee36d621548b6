import { HOUR, startOfLocalDay } from '@domain/time'

/**
 * How far the clocks of test clouds are ahead of this machine's, ms. A test begins at noon, whatever the real time is: what
 * begins today also ends today, and centres are open. A cloud in its own process gets the value by the environment.
 */
export const AHEAD_MS = Number(process.env.TEST_CLOCK_AHEAD_MS ?? startOfLocalDay(Date.now()) + 12 * HOUR - Date.now())

/** The time of a test cloud whose clock was not changed, epoch ms. */
export function cloudNow(): number {
  return Date.now() + AHEAD_MS
}
