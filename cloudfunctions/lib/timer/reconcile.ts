import { flushLog } from '../attendance/checkin/log'
import { finishBooking } from '../booking/core/finish'
import { removeFromLedger } from '../booking/core/ledger'
import { originOfParty } from '../booking/core/origins/origin-of'
import { markOffered } from '../booking/core/promote'
import { markLost } from '../booking/core/propagate-draw'
import { readSessionWithParty, removeParty } from '../booking/core/queue'
import { releaseBooking } from '../booking/core/release'
import { reconcileEnrolments, reconcilePart } from '../booking/series/reconcile'
import { type Context, onBehalfOf } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { Claim, SessionDocument, WaitEntry } from '../kernel/store/documents'
import { dueQuery } from '../kernel/store/due'
import { lte, oneOf } from '../kernel/store/port'
import { forEachIsolated, mapChunks } from '../kernel/work/background'
import { STALE_CALL_AFTER } from '../kernel/work/stale'

/** Documents per tick; the rest is left to the next tick. */
const BATCH = 20

/** Finishes what crashed calls left incomplete. Idempotent, also for concurrent ticks. */
export async function reconcile(context: Context): Promise<void> {
  await Promise.all([
    reconcileClaims(context),
    reconcileCancellations(context),
    reconcileCheckIns(context),
    reconcileEnrolments(context, context.now - STALE_CALL_AFTER),
  ])
}

async function reconcileClaims(context: Context): Promise<void> {
  const { store, now } = context
  const sessions = await store.sessions.find({
    ...dueQuery('claimedAt', now - STALE_CALL_AFTER, BATCH),
    fields: ['claims', 'offers', 'waitlist', 'claimedAt', 'drawnAt'],
  })
  await forEachIsolated(sessions, async session => {
    await reconcileSession(context, session)
    // A claim made meanwhile changes `claimedAt`, and the session stays due.
    await store.sessions.update({ _id: session._id, claimedAt: session.claimedAt }, { claimedAt: 0 })
  })
}

type Entries = Pick<SessionDocument, '_id' | 'claims' | 'offers' | 'waitlist' | 'drawnAt'>

async function reconcileSession(context: Context, session: Entries): Promise<void> {
  const { store } = context
  const entries = [
    ...Object.entries(session.claims).map(([id, entry]) => ({ id, entry, stage: 'claim' as const })),
    ...Object.entries(session.offers).map(([id, entry]) => ({ id, entry, stage: 'offer' as const })),
    ...Object.entries(session.waitlist).map(([id, entry]) => ({ id, entry, stage: 'wait' as const })),
  ]
  await mapChunks(entries, async part => {
    const bookings = await store.bookings.find({
      where: { _id: oneOf(part.map(({ id }) => id)) },
      limit: part.length,
      fields: ['status', 'sessionId'],
    })
    for (const { id, entry, stage } of part) {
      const booking = bookings.find(({ _id }) => _id === id)
      const over = booking && (booking.status === 'cancelled' || booking.status === 'lapsed')
      if (over || (booking && booking.sessionId !== session._id)) {
        await removeParty(store, session._id, id, entry)
        await removeFromLedger(onBehalfOf(context, entry), session._id, id)
      } else if (!booking && isPart(entry)) {
        await reconcilePart(context, session._id, id, entry)
      } else if (!booking || (stage === 'claim' && booking.status !== 'confirmed')) {
        await finish(context, session._id, id)
      } else if (stage === 'wait' && booking.status === 'registered' && session.drawnAt) {
        // The draw happened while the registering call was running, and the call died before it noticed.
        await markLost(context, id, entry, session.drawnAt)
      }
    }
  })
  // Completes promotions that were interrupted; notices already stored do not change.
  for (const [id, offer] of Object.entries(session.offers)) await markOffered(store, [id], offer)
}

function isPart(entry: WaitEntry): entry is Claim {
  return 'enrolment' in entry
}

/** A call died after it had stored the party's entry in the session: finishes the booking, or releases the place. */
async function finish(context: Context, sessionId: string, bookingId: string): Promise<void> {
  const { store } = context
  const place = await readSessionWithParty(store, sessionId, bookingId)
  const origin = place && originOfParty(place)
  if (!origin) return
  const { entry } = origin
  const account = await store.accounts.get(entry.accountId)
  if (!account || entry.at <= (account.erasure?.at ?? 0)) {
    // The account was never stored, or was erased since: the booking would belong to nobody.
    await removeParty(store, sessionId, bookingId, entry)
    return
  }
  try {
    await finishBooking(onBehalfOf(context, entry), { account, session: place, bookingId, origin })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function reconcileCancellations(context: Context): Promise<void> {
  const bookings = await context.store.bookings.find({
    where: { releasing: true, cancelledAt: lte(context.now - STALE_CALL_AFTER) },
    limit: BATCH,
  })
  await forEachIsolated(bookings, async booking => {
    await releaseBooking(onBehalfOf(context, booking), booking)
  })
}

/** Needs no waiting time: concurrent calls write the same rows. */
async function reconcileCheckIns({ store }: Context): Promise<void> {
  const bookings = await store.bookings.find({ where: { unlogged: true }, limit: BATCH })
  await forEachIsolated(bookings, async booking => {
    await flushLog(store, booking)
  })
}
