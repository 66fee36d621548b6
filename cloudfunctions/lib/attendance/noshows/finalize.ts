import { excuseFor } from '@domain/noshows/excuse'
import { finalizableUntil, nextFinalizeAt } from '@domain/sessions/finalize'
import { HOUR } from '@domain/time'
import { refreshStanding } from '../../accounts/standing'
import type { Context } from '../../kernel/router/context'
import type { BookingDocument, NoShowDocument, SessionDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { excluding, exists, gt, lte, neq, not } from '../../kernel/store/port'
import { type PartWork, readParts, workOnParts } from '../../kernel/work/parts'
import { eachOf, MORE } from '../../kernel/work/task'
import { excuseLateProof } from './late-proof'

type StoredExcuse = NoShowDocument['excuse']

/** Bookings that are settled in one go. */
const BOOKINGS = 100

/** What a crash or a change has left behind of a session is put right first, but not waited for longer than this, ms. */
const PATIENCE = HOUR

/**
 * Finalizes no-shows, after sessions are over and late scans have arrived. A session stays due until all of its
 * bookings are finalized, so the next tick completes what one leaves. The time of the tick does not matter: a no-show
 * counts from the end of its session.
 */
export const finalizeNoShows = eachOf(
  {
    name: 'noShows',
    collection: 'sessions',
    due: now => ({
      settleAt: dueBy(now),
      claimedAt: not(gt(now - PATIENCE)),
      changedAt: not(gt(now - PATIENCE)),
    }),
    by: 'settleAt',
  },
  finalizeSession,
)

async function finalizeSession(context: Context, sessionId: string): Promise<typeof MORE | undefined> {
  const { store, now } = context
  const session = await store.sessions.get(sessionId, ['settleAt', 'endsAt', 'excused'])
  if (!session) return
  const { settleAt, endsAt, excused } = session
  // In a day of seats or rooms the bookings end one after the other; in a class, all with the session.
  const confirmed = { sessionId, status: 'confirmed', endsAt: lte(finalizableUntil(now)) } as const
  const absent = { ...confirmed, checkIn: null, missed: false, guest: exists(false) }
  const [{ items, isMore }, booked, came] = await Promise.all([
    readParts(context, absences, sessionId, BOOKINGS, without =>
      store.bookings.find({ where: { ...absent, ...excluding(without) }, limit: BOOKINGS }),
    ),
    store.bookings.count(confirmed),
    store.bookings.count({ ...confirmed, checkIn: neq(null) }),
  ])
  await workOnParts(context, absences, {
    items,
    partOf: ({ _id }) => ({ id: _id, of: sessionId }),
    work: booking => recordAbsence(context, booking, excuseOf(booking, excused, { booked, came }, now)),
  })
  if (isMore) return MORE
  await store.sessions.update({ _id: sessionId, settleAt }, { settleAt: nextFinalizeAt(endsAt, now) })
}

/** Somebody who did not come, where that could not be written with the others of the session. */
export const absences: PartWork = {
  name: 'absences',
  do: async (context, { id, of: sessionId }) => {
    const { store, now } = context
    const confirmed = { sessionId, status: 'confirmed' } as const
    const [booking, session, booked, came] = await Promise.all([
      store.bookings.get(id),
      store.sessions.get(sessionId, ['excused']),
      store.bookings.count(confirmed),
      store.bookings.count({ ...confirmed, checkIn: neq(null) }),
    ])
    if (booking?.status !== 'confirmed' || booking.checkIn || booking.missed) return
    await recordAbsence(context, booking, excuseOf(booking, session?.excused, { booked, came }, now))
  },
}

/** Writes the records, then the account, then marks the booking as finalized. Safe to repeat. */
async function recordAbsence(context: Context, booking: BookingDocument, excuse: StoredExcuse): Promise<void> {
  const { store } = context
  await writeRecords(context, booking, excuse)
  if ((await store.bookings.update({ _id: booking._id, missed: false, checkIn: null }, { missed: true })) === 1) return
  // An offline scan arrived in the meantime.
  const current = await store.bookings.get(booking._id, ['checkIn'])
  if (current?.checkIn) await excuseLateProof(store, booking._id, context.now)
}

/** Writes a record for each attendee and updates the account. Safe to repeat. */
export async function writeRecords(context: Context, booking: BookingDocument, excuse: StoredExcuse): Promise<void> {
  // Whom it was for is not known any more.
  if (booking.anonymous) return
  const records = recordsOf(booking, excuse)
  await Promise.all(records.map(record => context.store.noshows.insert(record)))
  // Also for excused records: a dead tick may have written a counted one.
  await refreshStanding(context, booking.accountId)
}

/** The excuse of an absence: the centre's for the whole session, or an automatic one; null when it counts. */
function excuseOf(
  booking: BookingDocument,
  excused: SessionDocument['excused'],
  door: { booked: number; came: number },
  now: number,
): StoredExcuse {
  if (excused) return { reason: 'centre', at: excused.at, note: excused.reason }
  const reason = excuseFor({ moved: booking.movedFrom !== null, ...door })
  return reason && { reason, at: now }
}

function recordsOf(booking: BookingDocument, excuse: StoredExcuse): NoShowDocument[] {
  const { _id: bookingId, accountId, sessionId, centreId, centreName, title, startsAt, endsAt } = booking
  const { cancelledAt } = booking
  return booking.attendees.map(({ memberId, nickname }) => ({
    _id: recordIdOf(bookingId, memberId),
    bookingId,
    accountId,
    memberId,
    nickname,
    sessionId,
    centreId,
    centreName,
    title,
    startsAt,
    // A released booking counts as missed at its release.
    missedAt: cancelledAt ?? endsAt,
    state: excuse === null ? 'counted' : 'excused',
    excuse,
    appeal: null,
    appealedAt: 0,
    stale: false,
  }))
}

/** Id of the record of one person and booking. */
export function recordIdOf(bookingId: string, memberId: string): string {
  return `${bookingId}-${memberId}`
}
