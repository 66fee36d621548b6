import { flushLog } from '../attendance/checkin/log'
import { finishBooking } from '../booking/core/finish'
import { removeFromLedger } from '../booking/core/ledger'
import { originOfParty } from '../booking/core/origins/origin-of'
import { markOffered } from '../booking/core/promote'
import { markLost } from '../booking/core/propagate-draw'
import { readSessionWithParty, removeParty } from '../booking/core/queue'
import { releaseBooking } from '../booking/core/release'
import { reconcilePart } from '../booking/series/reconcile'
import { type Context, onBehalfOf } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { Claim, SessionDocument, WaitEntry } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { lte, oneOf } from '../kernel/store/port'
import { mapChunks } from '../kernel/work/background'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'

/** Finishes what calls left half done that died after they had entered a session. */
export const reconcileClaims = eachOf(
  {
    name: 'claims',
    collection: 'sessions',
    due: now => ({ claimedAt: dueBy(now - STALE_CALL_AFTER) }),
    by: 'claimedAt',
  },
  async (context, sessionId) => {
    const { store } = context
    const session = await store.sessions.get(sessionId, ['claims', 'offers', 'waitlist', 'claimedAt', 'drawnAt'])
    if (!session) return
    await reconcileSession(context, session)
    // A claim made meanwhile changes `claimedAt`, and the session stays due.
    await store.sessions.update({ _id: session._id, claimedAt: session.claimedAt }, { claimedAt: 0 })
  },
)

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
