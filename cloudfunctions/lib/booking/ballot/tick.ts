import { dueBy } from '../../kernel/store/due'
import { exists, gt } from '../../kernel/store/port'
import { eachOf } from '../../kernel/work/task'
import { drawBallot } from './draw'
import { propagateDraw } from './propagate'
import { sealBallot } from './seal'

/** Draws the ballots that are due and updates their bookings. Safe to repeat. */
export const runBallots = eachOf(
  { name: 'ballots', collection: 'sessions', due: now => ({ drawAt: dueBy(now) }), by: 'drawAt' },
  async (context, sessionId) => {
    await drawBallot(context, sessionId)
    return propagateDraw(context, sessionId)
  },
)

/** Publishes the hash of the seed for every upcoming ballot, long before registration closes. */
export const sealBallots = eachOf(
  { name: 'seals', collection: 'sessions', due: now => ({ drawAt: gt(now), seedHash: exists(false) }), by: 'drawAt' },
  sealBallot,
)
