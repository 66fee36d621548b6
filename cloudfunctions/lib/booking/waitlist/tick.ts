import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { BookingDocument } from '../../kernel/store/documents'
import { dueQuery } from '../../kernel/store/due'
import { forEachIsolated } from '../../kernel/work/background'
import { expireWaits, promoteWaitlist } from '../core/promote'
import { readSessionWithParty } from '../core/queue'
import { releaseIfEnded } from '../core/release'

/** Work of one tick is bounded; what is left waits a minute. */
const SESSIONS = 40
const PROMOTION_ROUNDS = 5
const BOOKINGS = 50

/** Moves up every waitlist that is due: offers that are over pass on, free places are offered, what closed ends. */
export async function promoteWaitlists(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({ ...dueQuery('turnAt', now, SESSIONS), fields: ['turnAt'] })
  await forEachIsolated(due, ({ _id }) => promoteWaitlist(context, _id, PROMOTION_ROUNDS))
}

/** Ends the waiting of bookings whose party is in its session no more: a turn took it out and was cut off. */
export async function endOrphanedWaits(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.bookings.find(dueQuery('waitUntil', now, BOOKINGS))
  await forEachIsolated(due, booking => endOrphanedWait(context, booking))
}

async function endOrphanedWait(context: Context, booking: BookingDocument): Promise<void> {
  const { store, now } = context
  const place = await readSessionWithParty(store, booking.sessionId, booking._id)
  // Who stands there still is for the next turn; an offer that was taken is for the reconciler.
  if (place && (place.entry ?? place.offer ?? place.claim)) return
  const closesAt = place ? place.startsAt - place.rules.closesBefore : 0
  const why = place?.status === 'cancelled' ? 'session-cancelled' : now < closesAt ? 'not-taken' : 'booking-closed'
  await expireWaits(context, [booking._id], why)
  await releaseIfEnded(onBehalfOf(context, booking), booking._id)
}
