import { onBehalfOf } from '../../kernel/router/context'
import { dueBy } from '../../kernel/store/due'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { eachOf } from '../../kernel/work/task'
import { finishPartyChange, isChanging } from './finish'

/** Finishes changes of parties whose call died; a member whose place is not taken does not join. */
export const reconcileParties = eachOf(
  {
    name: 'parties',
    collection: 'bookings',
    due: now => ({ partyChangeAt: dueBy(now - STALE_CALL_AFTER) }),
    by: 'partyChangeAt',
  },
  async (context, bookingId) => {
    const booking = await context.store.bookings.get(bookingId)
    if (booking && isChanging(booking)) await finishPartyChange(onBehalfOf(context, booking), booking, null)
  },
)
