import type { BookingView, SessionCard } from '@domain/contracts/views'
import { SESSION_FIELDS, type SessionRow, sessionCard } from '../../catalogue/session-views'
import type { Context, PersonContext } from '../../kernel/router/context'
import { requireFound } from '../../kernel/router/errors'
import type { AccountDocument, BookingDocument } from '../../kernel/store/documents'
import { promoteWaitlist } from './promote'
import { markReleased, releaseHeld } from './release'
import { bookingView, bookingViews } from './views'

/**
 * A booking and its session after a change. When places are free and parties wait for them, the waitlist is promoted first,
 * without waiting for the timer. `read` is the session, and `ahead` the number of parties before one that waits, if the caller
 * has read them.
 */
export async function bookingReply(
  context: Context,
  booking: BookingDocument,
  read: SessionRow | Promise<SessionRow | null> = context.store.sessions.get(booking.sessionId, SESSION_FIELDS),
  ahead?: Promise<number>,
): Promise<{ booking: BookingView; session: SessionCard }> {
  const { store } = context
  const { _id, sessionId } = booking
  const [row, view] = await Promise.all([
    read,
    ahead ? ahead.then(parties => bookingView(booking, parties)) : viewOf(context, booking),
  ])
  const session = requireFound(row, 'BOOKING_NOT_FOUND')
  if (session.waiting === 0 || session.seatsLeft <= 0) return { booking: view, session: sessionCard(session) }
  await promoteWaitlist(context, sessionId)
  const [after, own] = await Promise.all([store.sessions.get(sessionId, SESSION_FIELDS), store.bookings.get(_id)])
  return { booking: await viewOf(context, own ?? booking), session: sessionCard(after ?? session) }
}

/**
 * Releases a booking that its owner has ended, unless it is already released, and replies. `account` was read with the booking.
 * That the booking is released is stored while the session is read for the reply.
 */
export async function releasedReply(
  context: PersonContext,
  booking: BookingDocument,
  account: AccountDocument,
): Promise<{ booking: BookingView; session: SessionCard }> {
  if (!booking.releasing) return bookingReply(context, booking)
  await releaseHeld(context, booking, account)
  // Waits for both, also when one fails: a call ends with nothing under way.
  const [reply, marked] = await Promise.allSettled([bookingReply(context, booking), markReleased(context, booking)])
  if (reply.status === 'rejected') throw reply.reason
  if (marked.status === 'rejected') throw marked.reason
  return reply.value
}

async function viewOf({ store }: Context, booking: BookingDocument): Promise<BookingView> {
  const [view] = await bookingViews(store, [booking])
  return requireFound(view, 'BOOKING_NOT_FOUND')
}
