import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

type Places = Pick<SessionFacts, 'seatsLeft' | 'waiting'>

/** There are free places for the whole party, and nobody is waiting for them. */
export function checkPlaces(session: Places, wanted: number): Refusal | null {
  const { seatsLeft, waiting } = session
  return hasPlaces(session, wanted) ? null : refuse('SESSION_FULL', { seatsLeft: Math.max(0, seatsLeft), waiting })
}

/** Whether there are free places for the whole party and nobody is waiting for them. */
export function hasPlaces({ seatsLeft, waiting }: Places, wanted: number): boolean {
  return waiting === 0 && seatsLeft >= wanted
}
