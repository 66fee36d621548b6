import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/**
 * Parties that may wait for one session. Who waits stands in the session's document, which every booking of it reads and
 * writes; and whoever has a thousand parties before them would be promised what never comes.
 */
export const MAX_WAITING = 1000

/** Room for one more party on the waitlist. */
export function checkWaitlistCapacity({ waiting }: SessionFacts): Refusal | null {
  return waiting < MAX_WAITING ? null : refuse('WAITLIST_FULL', { waiting })
}
