import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/**
 * Most parties on one waitlist. The waitlist is part of the session document, which every booking of the session reads
 * and writes; and a party behind a thousand others has no realistic chance.
 */
export const MAX_WAITING = 1000

/** The waitlist has room for one more party. */
export function checkWaitlistCapacity({ waiting }: SessionFacts): Refusal | null {
  return waiting < MAX_WAITING ? null : refuse('WAITLIST_FULL', { waiting })
}
