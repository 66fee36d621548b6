import { excuseFor } from '@domain/noshows/excuse'
import { cancelledFields } from '../../booking/core/cancelled'
import { releaseBooking } from '../../booking/core/release'
import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { BookingDocument } from '../../kernel/store/documents'
import { dueQuery } from '../../kernel/store/due'
import { neq } from '../../kernel/store/port'
import { forEachIsolated } from '../../kernel/work/background'
import { writeRecords } from './finalize'

/** Bookings per tick; the rest is left to the next tick. */
const BATCH = 50

/**
 * Releases seats and berths that nobody checked in to within the grace time. The booking is marked first, so that it
 * can no longer be checked in, and stays due until its records are written and its spots are free, so that the next
 * tick completes what a dead one left. The time of the tick only affects from when others can book the seat.
 */
export async function releaseNoShows(context: Context): Promise<void> {
  const due = await context.store.bookings.find(dueQuery('releaseAt', context.now, BATCH))
  await forEachIsolated(due, booking => releaseUnused(context, booking))
}

async function releaseUnused(context: Context, { _id }: BookingDocument): Promise<void> {
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
