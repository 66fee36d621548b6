import { HOUR } from '@domain/time'
import { aSession } from '../../../worlds/fixtures/index'
import type { TestCloud } from './cloud'

/** How long before the start the ballots of these tests are drawn. */
export const DRAW_BEFORE = 24 * HOUR

type Change = Parameters<typeof aSession>[1] & object

/** A session that is given out by ballot; its draw is due a day before its start. */
export function aBallot(now: number, change: Change = {}) {
  return aSession(now, { ...change, rules: { ballot: { drawBefore: DRAW_BEFORE }, ...change.rules } })
}

/** Lets the timer run at a moment after now, ms, and comes back. */
export async function tickAfter(cloud: TestCloud, ms: number, times = 1): Promise<void> {
  cloud.later(ms)
  for (let n = 0; n < times; n++) await cloud.tick()
  cloud.later(0)
}
