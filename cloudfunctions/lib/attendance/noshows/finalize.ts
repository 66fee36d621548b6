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

/** Work of one tick is bounded; what is left waits a minute. */
const SESSIONS = 50
const BOOKINGS = 100

/**
 * Decides who did not come, after sessions are over and late scans are in. What a tick leaves, the next one takes up:
 * a session stays due until all of its bookings are settled. Nothing depends on when that happens, for a no-show counts
 * from the end of its session.
 */
export async function finalizeNoShows(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({
    // Bookings that a crash or a change has left behind are put right first.
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
  // In a day of seats or rooms the bookings end one after the other; in a class, all with the session.
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

/** Writes the records, then what they mean for the account, then that the booking is settled. Safe to repeat. */
async function recordAbsence(context: Context, booking: BookingDocument, excuse: StoredExcuse): Promise<void> {
  const { store } = context
  await writeRecords(context, booking, excuse)
  if ((await store.bookings.update({ _id: booking._id, missed: false, checkIn: null }, { missed: true })) === 1) return
  // A scan without network came in while this was written.
  const current = await store.bookings.get(booking._id, ['checkIn'])
  if (current?.checkIn) await excuseLateProof(store, booking._id, context.now)
}

/** A record for everybody in the party, and what they mean for the account. Safe to repeat. */
export async function writeRecords(context: Context, booking: BookingDocument, excuse: StoredExcuse): Promise<void> {
  const records = recordsOf(booking, excuse)
  await Promise.all(records.map(record => context.store.noshows.insert(record)))
  // Even of records that are excused: one that a dead tick wrote may have counted.
  await refreshStanding(context, booking.accountId)
}

/** Why an absence does not count, as a record keeps it: the centre's word for the whole session, or the rules'. */
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
    // What was given back early was missed by then.
    missedAt: cancelledAt ?? endsAt,
    state: excuse === null ? 'counted' : 'excused',
    excuse,
    appeal: null,
    appealedAt: 0,
    stale: false,
  }))
}

/** One record for one person and booking. */
export function recordIdOf(bookingId: string, memberId: string): string {
  return `${bookingId}-${memberId}`
}
