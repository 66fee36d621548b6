import { boardSession } from '../../catalogue/board'
import type { StaffContext } from '../../kernel/router/context'
import { requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { recordUndo } from './log'

/** Takes a check-in back; who did it and why is a row of the log. */
export const undoCheckIn: Handler<'staff.undoCheckIn'> = async (context, { centreId, bookingId, reason }) => {
  const { accountId: by, requestId, store } = context
  const booking = await requireBookingAt(context, centreId, bookingId)
  await recordUndo(context, booking, { by, requestId, reason })
  return { session: requireFound(await boardSession(store, centreId, booking.sessionId), 'SESSION_NOT_FOUND') }
}

/** A booking at this centre; one of another centre is not found. */
export async function requireBookingAt(
  { store }: StaffContext,
  centreId: string,
  bookingId: string,
): Promise<BookingDocument> {
  const booking = requireFound(await store.bookings.get(bookingId), 'BOOKING_NOT_FOUND')
  return requireFound(booking.centreId === centreId ? booking : null, 'BOOKING_NOT_FOUND')
}
