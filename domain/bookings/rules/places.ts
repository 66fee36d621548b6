import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** Places for all of the party, and nobody before it. */
export function checkPlaces(session: SessionFacts, wanted: number): Refusal | null {
  const { seatsLeft, waiting } = session
  return hasPlaces(session, wanted) ? null : refuse('SESSION_FULL', { seatsLeft: Math.max(0, seatsLeft), waiting })
}

/** Whether a party can book at once: places for all of it, and nobody before it. */
export function hasPlaces({ seatsLeft, waiting }: SessionFacts, wanted: number): boolean {
  return waiting === 0 && seatsLeft >= wanted
}
