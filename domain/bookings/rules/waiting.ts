import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/**
 * Most parties on one waitlist. A party behind a thousand others has no realistic chance, and a promotion that looks for a small
 * party reads all before it.
 */
export const MAX_WAITING = 1000

/** The waitlist has room for one more party. */
export function checkWaitlistCapacity({ waiting }: Pick<SessionFacts, 'waiting'>): Refusal | null {
  return waiting < MAX_WAITING ? null : refuse('WAITLIST_FULL', { waiting })
}
