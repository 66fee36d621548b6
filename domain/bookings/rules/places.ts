import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** There are free places for the whole party, and nobody is waiting for them. */
export function checkPlaces(session: SessionFacts, wanted: number): Refusal | null {
  const { seatsLeft, waiting } = session
  return hasPlaces(session, wanted) ? null : refuse('SESSION_FULL', { seatsLeft: Math.max(0, seatsLeft), waiting })
}

/** Whether there are free places for the whole party and nobody is waiting for them. */
export function hasPlaces({ seatsLeft, waiting }: SessionFacts, wanted: number): boolean {
  return waiting === 0 && seatsLeft >= wanted
}
