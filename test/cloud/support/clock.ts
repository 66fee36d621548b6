import { HOUR, startOfLocalDay } from '@domain/time'

/**
 * How far the clocks of test clouds are ahead of this machine's, ms. When a test begins it is noon there, whatever the
 * hour here: what begins today also ends today, and doors are open. A cloud in a process of its own is told the figure.
 */
export const AHEAD_MS = Number(process.env.TEST_CLOCK_AHEAD_MS ?? startOfLocalDay(Date.now()) + 12 * HOUR - Date.now())

/** What the clock of a test cloud says that was not set to another time, epoch ms. */
export function cloudNow(): number {
  return Date.now() + AHEAD_MS
}
