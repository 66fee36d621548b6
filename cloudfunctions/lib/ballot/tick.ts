import type { Context } from '../router/context'
import { both, gt, lte } from '../store/port'
import { drawBallot } from './draw'
import { followDraw } from './follow'
import { sealBallots } from './seal'

/** Work of one tick is bounded; what is left waits a minute. */
const SESSIONS = 20

/** Draws the ballots that are due, lets their bookings follow, and gives a seed to those to come. Safe to repeat. */
export async function holdBallots(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({
    where: { drawAt: both(gt(0), lte(now)) },
    sort: [['drawAt', 'asc']],
    limit: SESSIONS,
    fields: ['drawAt'],
  })
  const failures: unknown[] = []
  for (const { _id } of due) {
    try {
      await drawBallot(context, _id)
      await followDraw(context, _id)
    } catch (failure) {
      // One that cannot be drawn does not keep the others waiting.
      failures.push(failure)
    }
  }
  await sealBallots(context)
  if (failures.length > 0) throw failures[0]
}
