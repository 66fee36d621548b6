import { drawDueAt } from '@domain/ballot/phase'
import { releaseDueAt } from '@domain/bookings/grace'
import { reminderDueAt } from '@domain/notices/reminder'
import { cancelledFields } from '../booking/core/cancelled'
import { moveLedgerEntry } from '../booking/core/ledger'
import { releaseBooking } from '../booking/core/release'
import { isWaiting } from '../booking/waitlist/leave'
import { calledOffAt } from '../catalogue/called-off'
import { type Context, onBehalfOf } from '../kernel/router/context'
import type { BookingDocument, SessionDocument } from '../kernel/store/documents'
import { gt, lt, oneOf } from '../kernel/store/port'
import { mapChunks } from '../kernel/work/background'
import { type PartWork, RESTING, restingParts, workOnParts } from '../kernel/work/parts'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { eachOf, MORE } from '../kernel/work/task'

/** Bookings updated per run; the rest is left to the next tick. */
const BOOKINGS = 100

/** Lets the bookings of changed sessions follow. Idempotent; two ticks at once do no harm. */
export const propagateChanges = eachOf(
  { name: 'changes', collection: 'sessions', due: () => ({ changedAt: gt(0) }), by: 'changedAt' },
  propagateChange,
)

/**
 * Propagates a change of one session to its bookings. Claims, offers and waitlist name all future bookings and, with the stored
 * waits, all existing ones: while one is missing, its call is running or has died, and the session stays due.
 */
export async function propagateChange(context: Context, sessionId: string): Promise<typeof MORE | undefined> {
  const { store } = context
  const session = await store.sessions.get(sessionId)
  if (!session || session.changedAt === 0) return
  const ids = Object.keys({ ...session.claims, ...session.offers, ...session.waitlist })
  const named = (
    await mapChunks(ids, part => store.bookings.find({ where: { _id: oneOf(part) }, limit: part.length }))
  ).flat()
  const bookings = [...named, ...(await storedWaitsBehind(context, session, new Set(ids)))]
  const all = bookings.filter(booking => isBehind(booking, session))
  const resting = new Set(all.length > BOOKINGS ? await restingParts(context, changedBookings, sessionId) : [])
  const behind = all.filter(({ _id }) => !resting.has(_id))
  await workOnParts(context, changedBookings, {
    items: behind.slice(0, BOOKINGS),
    partOf: ({ _id }) => ({ id: _id, of: sessionId }),
    work: booking => followOne(context, session, booking),
  })
  // A claim whose booking is still to be confirmed is looked at again.
  const onTheWay = bookings.some(booking => isWaiting(booking) && session.claims[booking._id])
  if (behind.length > BOOKINGS && resting.size < RESTING) return MORE
  if (behind.length > BOOKINGS) return
  if (named.length < ids.length || onTheWay) return
  const { changedAt, moves, status } = session
  await store.sessions.update({ _id: sessionId, changedAt, moves, status }, { changedAt: 0 })
}

/** The bookings of waiting parties that a moved session does not list; those of a cancelled one end by its promotion. */
async function storedWaitsBehind({ store }: Context, session: SessionDocument, listed: ReadonlySet<string>) {
  const { _id: sessionId, moves, waiting, waitlist, status } = session
  if (status === 'cancelled' || waiting <= Object.keys(waitlist).length) return []
  const where = { sessionId, status: 'waiting', moves: lt(moves) } as const
  const found = await store.bookings.find({ where, limit: 1000 })
  return found.filter(({ _id }) => !listed.has(_id))
}

/** A booking that could not follow a change with the others of its session. */
export const changedBookings: PartWork = {
  name: 'changedBookings',
  do: async (context, { id, of }) => {
    const [booking, session] = await Promise.all([context.store.bookings.get(id), context.store.sessions.get(of)])
    if (booking && session && isBehind(booking, session)) await followOne(context, session, booking)
  },
}

function followOne(context: Context, session: SessionDocument, booking: BookingDocument): Promise<void> {
  return session.status === 'cancelled' ? callOff(context, session, booking) : move(context, session, booking)
}

/**
 * Whether a booking still has to be updated. In a cancelled session, checked-in bookings are kept, and so are those
 * that ended before the cancellation: if a day is cancelled at noon, the morning took place.
 */
function isBehind(booking: BookingDocument, session: SessionDocument): boolean {
  const { status, sessionId, checkIn, moves, endsAt } = booking
  if (status === 'cancelled' || status === 'lapsed' || sessionId !== session._id) return false
  // The waitlist of a cancelled session is ended by its promotion.
  const offAt = calledOffAt(session)
  if (offAt !== null) return status === 'confirmed' && checkIn === null && endsAt > offAt
  return moves < session.moves
}

async function callOff(context: Context, session: SessionDocument, booking: BookingDocument): Promise<void> {
  const { now, store } = context
  const changeOf = (read: BookingDocument) => ({
    ...cancelledFields(now, 'centre'),
    ...noticeFields(read, session, now),
  })
  const changed = await updateBehind(context, { session, booking }, read =>
    store.bookings.update({ _id: read._id, status: 'confirmed', checkIn: null, notices: read.notices }, changeOf(read)),
  )
  if (changed) await releaseBooking(onBehalfOf(context, booking), { ...changed, ...changeOf(changed) })
}

/** Tries of one update; each further one means that the booking was changed in between. */
const MAX_TRIES = 5

/**
 * Updates a booking that is behind its session, as it was read: with its status and its consents. When one of these has changed
 * in between (the waitlist has promoted it, the person has consented to a message), reads the booking again. Returns it as it was
 * updated; null when it is not behind any more.
 */
function updateBehind(
  { store }: Context,
  { session, booking }: { session: SessionDocument; booking: BookingDocument },
  update: (read: BookingDocument) => Promise<number>,
): Promise<BookingDocument | null> {
  let read = booking
  return retryOnConflict(MAX_TRIES, async () => {
    if ((await update(read)) === 1) return read
    const stored = await store.bookings.get(booking._id)
    if (!stored || !isBehind(stored, session)) return null
    read = stored
    return CONFLICT
  })
}

/**
 * Moves one booking. The ledger changes first, because the booking marks completion. Until the new start it can be
 * cancelled freely.
 */
async function move(context: Context, session: SessionDocument, booking: BookingDocument): Promise<void> {
  const { now, store } = context
  const { _id: sessionId, startsAt, endsAt, moves, rules } = session
  await moveLedgerEntry(onBehalfOf(context, booking), booking._id, { sessionId, startsAt, endsAt, moves })
  await updateBehind(context, { session, booking }, read =>
    store.bookings.update(
      // Compares with the new `moves`, not the one that was read: of two concurrent moves the later one must win.
      { _id: booking._id, status: read.status, moves: lt(moves), notices: read.notices },
      {
        startsAt,
        endsAt,
        moves,
        activeUntil: endsAt,
        cancelUntil: startsAt,
        checkInFrom: startsAt - rules.checkInBefore,
        releaseAt: releaseDueAt(session, now),
        remindAt: read.notices.includes('reminder') ? reminderDueAt(startsAt, now) : null,
        ...(read.status === 'waiting' || read.status === 'registered'
          ? { waitUntil: startsAt - rules.closesBefore }
          : {}),
        ...(read.status === 'registered' ? { drawAt: drawDueAt(session) } : {}),
        movedFrom: read.movedFrom ?? { startsAt: read.startsAt, endsAt: read.endsAt },
        ...noticeFields(read, session, now),
      },
    ),
  )
}

/** The fields for the notice: the reason of the latest change. */
function noticeFields(booking: BookingDocument, { changes }: SessionDocument, now: number) {
  const latest = Object.values(changes).reduce<{ reason: string | null; at: number }>(
    (last, change) => (change.at >= last.at ? change : last),
    { reason: null, at: 0 },
  )
  return { changeReason: latest.reason, tellAt: booking.notices.includes('changed') ? now : null }
}
