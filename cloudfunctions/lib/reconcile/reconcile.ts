import { UNNAMED_SELF } from '@domain/people/members'
import { MINUTE } from '@domain/time'
import { releaseBooking } from '../bookings/cancel'
import { readSession, releaseClaim } from '../bookings/claim'
import { finishBooking } from '../bookings/finish'
import { leaveLedger } from '../bookings/ledger'
import { logCheckIn } from '../checkin/check-in'
import { membersOf } from '../household/account'
import type { Context } from '../router/context'
import { AppError } from '../router/errors'
import type { Claim, SessionDocument } from '../store/documents'
import { both, gt, lte, oneOf } from '../store/port'
import { ownerOf } from '../work/background'

/**
 * A function lives 60 s at most, by the platform's limit. What is older than this was left by one that died, and cannot
 * be taken up again by anybody but a retry, which walks the same idempotent steps.
 */
const GRACE = 2 * MINUTE

/** Work of one tick is bounded; what is left waits a minute. */
const BATCH = 20

/** Finishes what crashed calls left half done. Idempotent; two ticks at once do no harm. */
export async function reconcile(context: Context): Promise<void> {
  await Promise.all([reconcileClaims(context), reconcileCancellations(context), reconcileCheckIns(context)])
}

async function reconcileClaims(context: Context): Promise<void> {
  const { store, now } = context
  const sessions = await store.sessions.find({
    where: { claimedAt: both(gt(0), lte(now - GRACE)) },
    sort: [['claimedAt', 'asc']],
    limit: BATCH,
    fields: ['claims', 'claimedAt'],
  })
  for (const session of sessions) {
    await reconcileSession(context, session)
    // A claim made meanwhile moves `claimedAt`, and the session comes round again.
    await store.sessions.update({ _id: session._id, claimedAt: session.claimedAt }, { claimedAt: 0 })
  }
}

async function reconcileSession(context: Context, session: Pick<SessionDocument, '_id' | 'claims'>): Promise<void> {
  const { store } = context
  const ids = Object.keys(session.claims)
  const bookings = await store.bookings.find({
    where: { _id: oneOf(ids) },
    limit: 1000,
    fields: ['status', 'sessionId'],
  })
  for (const [bookingId, claim] of Object.entries(session.claims)) {
    const booking = bookings.find(({ _id }) => _id === bookingId)
    if (!booking) {
      await finishClaim(context, session._id, bookingId, claim)
    } else if (booking.status === 'cancelled' || booking.sessionId !== session._id) {
      await releaseClaim(store, session._id, bookingId, claim.attendees.length)
      await leaveLedger(ownerOf(context, claim), session._id, bookingId)
    }
  }
}

/** The person won the place and the call died: the booking is completed for them, or the place given back. */
async function finishClaim(context: Context, sessionId: string, bookingId: string, claim: Claim): Promise<void> {
  const owner = ownerOf(context, claim)
  const [session, account] = await Promise.all([
    readSession(context.store, sessionId, bookingId),
    context.store.accounts.get(claim.accountId),
  ])
  if (!session?.claim) return
  if (!account) {
    // Not even the account was written. Nothing is known of the person to whom the booking could be shown.
    await releaseClaim(context.store, sessionId, bookingId, claim.attendees.length)
    return
  }
  const members = membersOf(account)
  const party = claim.attendees.map(
    ({ memberId, nickname }) =>
      // Somebody removed from the household meanwhile still holds the place that was booked.
      members.find(member => member.id === memberId) ?? { ...UNNAMED_SELF, id: memberId, nickname },
  )
  try {
    await finishBooking(owner, account, session, bookingId, claim, party)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function reconcileCancellations(context: Context): Promise<void> {
  const bookings = await context.store.bookings.find({
    where: { releasing: true, cancelledAt: lte(context.now - GRACE) },
    limit: BATCH,
  })
  for (const booking of bookings) await releaseBooking(ownerOf(context, booking), booking)
}

async function reconcileCheckIns({ store, now }: Context): Promise<void> {
  const bookings = await store.bookings.find({
    where: { unlogged: true, 'checkIn.at': lte(now - GRACE) },
    limit: BATCH,
  })
  for (const booking of bookings) await logCheckIn(store, booking)
}
