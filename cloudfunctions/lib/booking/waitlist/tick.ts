import { dueBy } from '../../kernel/store/due'
import { lte } from '../../kernel/store/port'
import { eachOf, MORE } from '../../kernel/work/task'
import { endOrphanedWait } from '../core/orphaned-wait'
import { promoteWaitlist } from '../core/promote'

/** Rounds of one waitlist per run. */
const PROMOTION_ROUNDS = 5

/** Promotes every waitlist that is due: expires offers, offers free places, ends waits after booking has closed. */
export const promoteWaitlists = eachOf(
  { name: 'waitlists', collection: 'sessions', due: now => ({ turnAt: lte(now) }), by: 'turnAt' },
  async (context, sessionId) => {
    if (!(await promoteWaitlist(context, sessionId, PROMOTION_ROUNDS))) return MORE
  },
)

/** Ends the wait of bookings whose party is no longer in the session, because a promotion removed it and then crashed. */
export const endOrphanedWaits = eachOf(
  { name: 'waits', collection: 'bookings', due: now => ({ waitUntil: dueBy(now) }), by: 'waitUntil' },
  endOrphanedWait,
)
