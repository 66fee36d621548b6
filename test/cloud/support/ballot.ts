import { HOUR } from '@domain/time'
import { aSession } from '../../../worlds/fixtures/index'
import { cloudNow } from './clock'
import type { TestCloud } from './cloud'

/** How long before the start these tests draw. */
export const DRAW_BEFORE = 24 * HOUR

type Change = Parameters<typeof aSession>[1] & object

/** A session with a ballot; its draw is due a day before its start. */
export function aBallot(now: number, change: Change = {}) {
  return aSession(now, { ...change, rules: { ballot: { drawBefore: DRAW_BEFORE }, ...change.rules } })
}

/** When the test file began. */
const BEGUN = cloudNow()

/** Runs the timer this long after the test file began, ms, and sets the clock back. */
export async function tickAfter(cloud: TestCloud, ms: number, times = 1): Promise<void> {
  cloud.at(BEGUN + ms)
  for (let n = 0; n < times; n++) await cloud.tick()
  cloud.later(0)
}
