import { upcomingDrawAt } from '../../ballot/phase'
import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** The session can be booked directly: no draw is upcoming. */
export function checkBallot(session: SessionFacts): Refusal | null {
  const drawAt = upcomingDrawAt(session)
  return drawAt === null ? null : refuse('BALLOT_ONLY', { drawAt })
}
