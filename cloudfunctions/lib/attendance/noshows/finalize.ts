import { excuseFor } from '@domain/noshows/excuse'
import { finalizableUntil, nextFinalizeAt } from '@domain/sessions/finalize'
import { refreshStanding } from '../../accounts/standing'
import type { Context } from '../../kernel/router/context'
import type { BookingDocument, NoShowDocument, SessionDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { exists, lte, neq } from '../../kernel/store/port'
import { forEachConcurrent } from '../../kernel/work/background'
import { excuseLateProof } from './late-proof'

type StoredExcuse = NoShowDocument['excuse']

/** Limits per tick; the rest is left to the next tick. */
const SESSIONS = 50
const BOOKINGS = 100

/**
 * Finalizes no-shows, after sessions are over and late scans have arrived. A session stays due until all of its
 * bookings are finalized, so the next tick completes what one leaves. The time of the tick does not matter: a no-show
 * counts from the end of its session.
 */
export async function finalizeNoShows(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({
    // Sessions with unfinished claims or changes are handled by the reconciler first.
    where: { settleAt: dueBy(now), claimedAt: 0, changedAt: 0 },
    sort: [['settleAt', 'asc']],
    limit: SESSIONS,
    fields: ['settleAt', 'endsAt', 'excused'],
  })
  let budget = BOOKINGS
  for (const session of due) {
    if (budget > 0) budget -= await finalizeSession(context, session, budget)
  }
}

async function finalizeSession(
  context: Context,
  { _id: sessionId, settleAt, endsAt, excused }: Pick<SessionDocument, '_id' | 'settleAt' | 'endsAt' | 'excused'>,
  budget: number,
): Promise<number> {
  const { store, now } = context
  // In a day of seats or rooms bookings end at different times; in a class, all at the end.
  const confirmed = { sessionId, status: 'confirmed', endsAt: lte(finalizableUntil(now)) } as const
  const [absent, booked, came] = await Promise.all([
    store.bookings.find({ where: { ...confirmed, checkIn: null, missed: false, guest: exists(false) }, limit: budget }),
    store.bookings.count(confirmed),
    store.bookings.count({ ...confirmed, checkIn: neq(null) }),
  ])
  await forEachConcurrent(absent, booking =>
    recordAbsence(context, booking, excuseOf(booking, excused, { booked, came }, now)),
  )
  if (absent.length < budget) {
    await store.sessions.update({ _id: sessionId, settleAt }, { settleAt: nextFinalizeAt(endsAt, now) })
  }
  return absent.length
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
