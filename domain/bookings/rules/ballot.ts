import { ballotOpen, drawDueAt } from '../../ballot/phase'
import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** Places are given out at once, and not by a draw that is still to come. */
export function checkBallot(session: SessionFacts): Refusal | null {
  const drawAt = drawDueAt(session)
  return drawAt !== null && ballotOpen(session) ? refuse('BALLOT_ONLY', { drawAt }) : null
}
