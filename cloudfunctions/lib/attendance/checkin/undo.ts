import { boardSession } from '../../catalogue/board'
import type { JournalNote, StaffContext } from '../../kernel/router/context'
import { requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { recordUndo } from './log'

/** Undoes a check-in; who did it and why is logged. */
export const undoCheckIn: Handler<'staff.undoCheckIn'> = async (context, { centreId, bookingId, reason }) => {
  const { actor: by, requestId, store } = context
  const booking = await requireBookingAt(context, centreId, bookingId)
  const { undone } = await recordUndo(context, booking, { by, requestId, reason })
  return { session: await boardSession(store, centreId, booking.sessionId), undoneAt: undone?.at ?? context.now }
}

/** What the journal says about a booking: whose it is, and which session. */
export function bookingNote({
  accountId,
  attendees,
  sessionId,
  title,
}: Pick<BookingDocument, 'accountId' | 'attendees' | 'sessionId' | 'title'>): JournalNote {
  const names = attendees.map(({ nickname }) => nickname)
  return { person: { id: accountId, name: names[0] ?? null }, subject: { id: sessionId, title } }
}

/** A booking at this centre. Throws BOOKING_NOT_FOUND, also for one of another centre. */
export async function requireBookingAt(
  { store }: StaffContext,
  centreId: string,
  bookingId: string,
): Promise<BookingDocument> {
  return requireAtCentre(await store.bookings.get(bookingId), centreId, 'BOOKING_NOT_FOUND')
}
