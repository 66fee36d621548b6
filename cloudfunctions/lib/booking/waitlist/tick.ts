import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { BookingDocument } from '../../kernel/store/documents'
import { dueQuery } from '../../kernel/store/due'
import { forEachIsolated } from '../../kernel/work/background'
import { expireWaits, promoteWaitlist } from '../core/promote'
import { readSessionWithParty } from '../core/queue'
import { releaseIfEnded } from '../core/release'

/** Work of one tick. */
const SESSIONS = 40
const PROMOTION_ROUNDS = 5
const BOOKINGS = 50

/** Promotes every waitlist that is due: expires offers, offers free places, ends waits after booking has closed. */
export async function promoteWaitlists(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({ ...dueQuery('turnAt', now, SESSIONS), fields: ['turnAt'] })
  await forEachIsolated(due, ({ _id }) => promoteWaitlist(context, _id, PROMOTION_ROUNDS))
}

/** Ends the wait of bookings whose party is no longer in the session, because a promotion removed it and then crashed. */
export async function endOrphanedWaits(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.bookings.find(dueQuery('waitUntil', now, BOOKINGS))
  await forEachIsolated(due, booking => endOrphanedWait(context, booking))
}

async function endOrphanedWait(context: Context, booking: BookingDocument): Promise<void> {
  const { store, now } = context
  const place = await readSessionWithParty(store, booking.sessionId, booking._id)
  // A party that is still there is for the next promotion; a claim without a booking is for the reconciler.
  if (place && (place.entry ?? place.offer ?? place.claim)) return
  const closesAt = place ? place.startsAt - place.rules.closesBefore : 0
  const why = place?.status === 'cancelled' ? 'session-cancelled' : now < closesAt ? 'not-taken' : 'booking-closed'
  await expireWaits(context, [booking._id], why)
  await releaseIfEnded(onBehalfOf(context, booking), booking._id)
}
