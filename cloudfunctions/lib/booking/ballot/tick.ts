import type { Context } from '../../kernel/router/context'
import { dueQuery } from '../../kernel/store/due'
import { forEachIsolated } from '../../kernel/work/background'
import { drawBallot } from './draw'
import { propagateDraw } from './propagate'
import { sealBallots } from './seal'

/** Sessions per tick. */
const SESSIONS = 20

/** Draws the ballots that are due, updates their bookings, and makes seeds for upcoming ballots. Safe to repeat. */
export async function runBallots(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({ ...dueQuery('drawAt', now, SESSIONS), fields: ['drawAt'] })
  // Seeds come first, so that a draw that fails does not delay them.
  await sealBallots(context)
  await forEachIsolated(due, async ({ _id }) => {
    await drawBallot(context, _id)
    await propagateDraw(context, _id)
  })
}
