import { upcomingDrawAt } from '../../ballot/phase'
import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** Places are given out at once, and not by a draw that is still to come. */
export function checkBallot(session: SessionFacts): Refusal | null {
  const drawAt = upcomingDrawAt(session)
  return drawAt === null ? null : refuse('BALLOT_ONLY', { drawAt })
}
