import { type Refusal, refuse } from '../errors'
import { finalizeDueAt } from '../sessions/finalize'
import { MINUTE } from '../time'

/** A call that began in time is long over when it is decided who did not come. */
const BEFORE_FINALIZING = 10 * MINUTE

/**
 * Whether a check-in may still be taken back (epoch ms): until shortly before it is decided who did not come. What is
 * settled then stays as it is; a mistake found later is put right by an appeal.
 */
export function decideUndo(
  now: number,
  { checkIn, endsAt }: { checkIn: object | null; endsAt: number },
): Refusal | null {
  if (!checkIn) return refuse('NOT_CHECKED_IN', null)
  const closedAt = finalizeDueAt(endsAt) - BEFORE_FINALIZING
  return now >= closedAt ? refuse('UNDO_CLOSED', { closedAt }) : null
}
