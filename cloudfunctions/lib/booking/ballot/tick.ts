import type { Context } from '../../kernel/router/context'
import { dueQuery } from '../../kernel/store/due'
import { forEachIsolated } from '../../kernel/work/background'
import { drawBallot } from './draw'
import { propagateDraw } from './propagate'
import { sealBallots } from './seal'

/** Work of one tick is bounded; what is left waits a minute. */
const SESSIONS = 20

/** Draws the ballots that are due, lets their bookings follow, and gives a seed to those to come. Safe to repeat. */
export async function runBallots(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({ ...dueQuery('drawAt', now, SESSIONS), fields: ['drawAt'] })
  // What is to come is sealed first: one that cannot be drawn keeps nobody waiting.
  await sealBallots(context)
  await forEachIsolated(due, async ({ _id }) => {
    await drawBallot(context, _id)
    await propagateDraw(context, _id)
  })
}
