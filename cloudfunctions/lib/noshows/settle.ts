import { type Excuse, excuseFor } from '@domain/noshows/excuse'
import type { Context } from '../router/context'
import type { BookingDocument, NoShowDocument, SessionDocument } from '../store/documents'
import { both, gt, lte, neq } from '../store/port'
import { forEachFew } from '../work/background'
import { refreshStanding } from './standing'

/** Work of one tick is bounded; what is left waits a minute. */
const SESSIONS = 50
const BOOKINGS = 100

/**
 * Decides who did not come, after sessions are over and late scans are in. What a tick leaves, the next one takes up:
 * a session stays due until all of its bookings are settled. Nothing depends on when that happens, for a no-show counts
 * from the end of its session.
 */
export async function settleSessions(context: Context): Promise<void> {
  const { store, now } = context
  const due = await store.sessions.find({
    // Bookings that a crash or a change has left behind are put right first.
    where: { settleAt: both(gt(0), lte(now)), claimedAt: 0, changedAt: 0 },
    sort: [['settleAt', 'asc']],
    limit: SESSIONS,
    fields: ['settleAt'],
  })
  let budget = BOOKINGS
  for (const session of due) {
    if (budget > 0) budget -= await settleSession(context, session, budget)
  }
}

async function settleSession(
  context: Context,
  { _id: sessionId, settleAt }: Pick<SessionDocument, '_id' | 'settleAt'>,
  budget: number,
): Promise<number> {
  const { store } = context
  const confirmed = { sessionId, status: 'confirmed' } as const
  const [absent, booked, came] = await Promise.all([
    store.bookings.find({ where: { ...confirmed, checkIn: null, missed: false }, limit: budget }),
    store.bookings.count(confirmed),
    store.bookings.count({ ...confirmed, checkIn: neq(null) }),
  ])
  await forEachFew(absent, booking =>
    noteAbsence(context, booking, excuseFor({ moved: booking.movedFrom !== null, booked, came })),
  )
  if (absent.length < budget) await store.sessions.update({ _id: sessionId, settleAt }, { settleAt: null })
  return absent.length
}

/** Writes the records, then what they mean for the account, then that the booking is settled. Safe to repeat. */
async function noteAbsence(context: Context, booking: BookingDocument, excuse: Excuse | null): Promise<void> {
  const { store } = context
  const records = recordsOf(booking, excuse, context.now)
  await Promise.all(records.map(record => store.noshows.insert(record)))
  if (excuse === null) await refreshStanding(context, booking.accountId)
  await store.bookings.update({ _id: booking._id, missed: false }, { missed: true })
}

function recordsOf(booking: BookingDocument, excuse: Excuse | null, now: number): NoShowDocument[] {
  const { _id: bookingId, accountId, sessionId, centreId, centreName, title, startsAt, endsAt } = booking
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
    missedAt: endsAt,
    state: excuse === null ? 'counted' : 'excused',
    excuse: excuse === null ? null : { reason: excuse, at: now },
    appeal: null,
    appealedAt: 0,
    stale: false,
  }))
}

/** One record for one person and booking. */
export function recordIdOf(bookingId: string, memberId: string): string {
  return `${bookingId}-${memberId}`
}
