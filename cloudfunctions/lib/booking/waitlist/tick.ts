import { type Context, onBehalfOf } from '../../kernel/router/context'
import { dueBy } from '../../kernel/store/due'
import { lte } from '../../kernel/store/port'
import { eachOf, MORE } from '../../kernel/work/task'
import { expireWaits, promoteWaitlist } from '../core/promote'
import { readSessionWithParty } from '../core/queue'
import { releaseIfEnded } from '../core/release'

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

async function endOrphanedWait(context: Context, bookingId: string): Promise<void> {
  const { store, now } = context
  const booking = await store.bookings.get(bookingId, ['sessionId', 'accountId', 'requestId'])
  if (!booking) return
  const place = await readSessionWithParty(store, booking.sessionId, booking._id)
  // A party that is still there is for the next promotion; a claim without a booking is for the reconciler.
  if (place && (place.entry ?? place.offer ?? place.claim)) return
  const closesAt = place ? place.startsAt - place.rules.closesBefore : 0
  const why = place?.status === 'cancelled' ? 'session-cancelled' : now < closesAt ? 'not-taken' : 'booking-closed'
  await expireWaits(context, [booking._id], why)
  await releaseIfEnded(onBehalfOf(context, booking), booking._id)
}
