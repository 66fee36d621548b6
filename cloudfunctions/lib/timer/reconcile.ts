import { flushLog } from '../attendance/checkin/log'
import { releaseBooking } from '../booking/core/release'
import { onBehalfOf } from '../kernel/router/context'
import { lte } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'

/** Frees what cancelled bookings hold whose call died. */
export const reconcileCancellations = eachOf(
  {
    name: 'cancellations',
    collection: 'bookings',
    due: now => ({ releasing: true, cancelledAt: lte(now - STALE_CALL_AFTER) }),
    by: 'cancelledAt',
  },
  async (context, bookingId) => {
    const booking = await context.store.bookings.get(bookingId)
    if (booking?.releasing) await releaseBooking(onBehalfOf(context, booking), booking)
  },
)

/** Writes rows of the log of check-ins. No grace is needed: whoever writes the rows of a log writes the same ones. */
export const reconcileCheckIns = eachOf(
  { name: 'checkIns', collection: 'bookings', due: () => ({ unlogged: true }), by: 'activeUntil' },
  async ({ store }, bookingId) => {
    const booking = await store.bookings.get(bookingId)
    if (booking) await flushLog(store, booking)
  },
)
