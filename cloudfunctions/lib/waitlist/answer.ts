import type { BookingView, SessionCard } from '@domain/contracts/views'
import { bookingViews } from '../bookings/views'
import { SESSION_FIELDS, sessionCard } from '../classes/views'
import type { Context } from '../router/context'
import { found } from '../router/errors'
import type { BookingDocument } from '../store/documents'
import { takeTurns } from './turn'

/** Turns that a person's call takes before it answers; the timer takes the rest. */
const TURNS = 3

/**
 * A booking and its session as they stand after a change. When places are free and people wait for them, the waitlist
 * moves up first: nobody waits for the timer while somebody is here who can do it.
 */
export async function answerOf(
  context: Context,
  booking: BookingDocument,
): Promise<{ booking: BookingView; session: SessionCard }> {
  const { store } = context
  const { _id, sessionId } = booking
  const session = found(await store.sessions.get(sessionId, SESSION_FIELDS), 'BOOKING_NOT_FOUND')
  if (session.waiting === 0 || session.seatsLeft <= 0) {
    return { booking: await viewOf(context, booking), session: sessionCard(session) }
  }
  await takeTurns(context, sessionId, TURNS)
  const [after, own] = await Promise.all([store.sessions.get(sessionId, SESSION_FIELDS), store.bookings.get(_id)])
  return { booking: await viewOf(context, own ?? booking), session: sessionCard(after ?? session) }
}

async function viewOf({ store }: Context, booking: BookingDocument): Promise<BookingView> {
  const [view] = await bookingViews(store, [booking])
  return found(view, 'BOOKING_NOT_FOUND')
}
