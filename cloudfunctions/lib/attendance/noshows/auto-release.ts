import { excuseFor } from '@domain/noshows/excuse'
import { cancelledFields } from '../../booking/core/cancelled'
import { releaseBooking } from '../../booking/core/release'
import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { BookingDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { neq } from '../../kernel/store/port'
import { eachOf } from '../../kernel/work/task'
import { writeRecords } from './finalize'

/**
 * Releases seats and berths that nobody checked in to within the grace time. The booking is marked first, so that it
 * can no longer be checked in, and stays due until its records are written and its spots are free, so that the next
 * tick completes what a dead one left. The time of the tick only affects from when others can book the seat.
 */
export const releaseNoShows = eachOf(
  {
    name: 'autoRelease',
    collection: 'bookings',
    due: now => ({ releaseAt: dueBy(now) }),
    by: 'releaseAt',
    // One after the other: what became of those before says whether the door was away.
    atOnce: 1,
  },
  releaseUnused,
)

async function releaseUnused(context: Context, _id: string): Promise<void> {
  const { now, store } = context
  await store.bookings.update({ _id, status: 'confirmed', checkIn: null }, cancelledFields(now, 'grace'))
  // Marked by this tick, an earlier one or a concurrent one; or checked in or cancelled at the last moment.
  const booking = await store.bookings.get(_id)
  if (booking?.cancelledBy === 'grace') {
    await writeRecords(context, booking, await excuseOf(context, booking))
    await releaseBooking(onBehalfOf(context, booking), booking)
    await store.bookings.update({ _id }, { missed: true, releaseAt: null })
  } else {
    await store.bookings.update({ _id }, { releaseAt: null })
  }
}

/** As for a session: without a single check-in, the door is assumed not to have scanned. */
async function excuseOf({ store, now }: Context, { sessionId }: BookingDocument) {
  const [came, released] = await Promise.all([
    store.bookings.count({ sessionId, status: 'confirmed', checkIn: neq(null) }),
    store.bookings.count({ sessionId, status: 'cancelled', cancelledBy: 'grace' }),
  ])
  const reason = excuseFor({ moved: false, booked: came + released, came })
  return reason && { reason, at: now }
}
