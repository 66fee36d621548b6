import { type Refusal, refuse } from '../errors'
import { finalizeDueAt } from '../sessions/finalize'
import { MINUTE } from '../time'

/** Margin so that an undo that began in time is finished before no-shows are finalized. */
const BEFORE_FINALIZING = 10 * MINUTE

/**
 * Whether a check-in may still be undone at `now` (epoch ms): until shortly before no-shows are finalized. Later
 * mistakes are corrected by an appeal.
 */
export function decideUndo(
  now: number,
  { checkIn, endsAt }: { checkIn: object | null; endsAt: number },
): Refusal | null {
  if (!checkIn) return refuse('NOT_CHECKED_IN', null)
  const closedAt = finalizeDueAt(endsAt) - BEFORE_FINALIZING
  return now >= closedAt ? refuse('UNDO_CLOSED', { closedAt }) : null
}

/** Whether a scan made at `at` (epoch ms) still counts after the last undo, which may have come before the scan arrived. */
export function decideAfterUndo(at: number, undone: { at: number } | undefined): Refusal | null {
  return undone && undone.at >= at ? refuse('CHECK_IN_UNDONE', { undoneAt: undone.at }) : null
}
