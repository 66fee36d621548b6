import { type Context, onBehalfOf } from '../../kernel/router/context'
import { expireWaits } from './promote'
import { readSessionWithParty, stillWaits } from './queue'
import { releaseIfEnded } from './release'

/**
 * Ends the wait of a booking whose party is no longer in its session, because a promotion took it out and then crashed; leaves
 * others alone.
 */
export async function endOrphanedWait(context: Context, bookingId: string): Promise<void> {
  const { store, now } = context
  const fields = ['sessionId', 'accountId', 'requestId', 'status', 'rank'] as const
  const booking = await store.bookings.get(bookingId, fields)
  if (!booking) return
  const place = await readSessionWithParty(store, booking.sessionId, booking._id)
  // A party that is still there is for the next promotion; a claim without a booking is for the reconciler.
  if (place && (place.offer || place.claim || stillWaits(place, booking))) return
  const closesAt = place ? place.startsAt - place.rules.closesBefore : 0
  const why = place?.status === 'cancelled' ? 'session-cancelled' : now < closesAt ? 'not-taken' : 'booking-closed'
  await expireWaits(context, [booking._id], why)
  await releaseIfEnded(onBehalfOf(context, booking), booking._id)
}
