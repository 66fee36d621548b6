import type { BookingView, SessionCard } from '@domain/contracts/views'
import { SESSION_FIELDS, type SessionRow, sessionCard } from '../../catalogue/session-views'
import type { Context } from '../../kernel/router/context'
import { requireFound } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'
import { promoteWaitlist } from './promote'
import { bookingViews } from './views'

/**
 * A booking and its session after a change. When places are free and parties wait for them, the waitlist is promoted first,
 * without waiting for the timer. `read` is the session, if the caller has read it.
 */
export async function bookingReply(
  context: Context,
  booking: BookingDocument,
  read: SessionRow | Promise<SessionRow | null> = context.store.sessions.get(booking.sessionId, SESSION_FIELDS),
): Promise<{ booking: BookingView; session: SessionCard }> {
  const { store } = context
  const { _id, sessionId } = booking
  const [row, view] = await Promise.all([read, viewOf(context, booking)])
  const session = requireFound(row, 'BOOKING_NOT_FOUND')
  if (session.waiting === 0 || session.seatsLeft <= 0) return { booking: view, session: sessionCard(session) }
  await promoteWaitlist(context, sessionId)
  const [after, own] = await Promise.all([store.sessions.get(sessionId, SESSION_FIELDS), store.bookings.get(_id)])
  return { booking: await viewOf(context, own ?? booking), session: sessionCard(after ?? session) }
}

async function viewOf({ store }: Context, booking: BookingDocument): Promise<BookingView> {
  const [view] = await bookingViews(store, [booking])
  return requireFound(view, 'BOOKING_NOT_FOUND')
}
