import { boardSession } from '../../catalogue/board'
import type { StaffContext } from '../../kernel/router/context'
import { requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { recordUndo } from './log'

/** Takes a check-in back; who did it and why is a row of the log. */
export const undoCheckIn: Handler<'staff.undoCheckIn'> = async (context, { centreId, bookingId, reason }) => {
  const { accountId: by, requestId, store } = context
  const booking = await requireBookingAt(context, centreId, bookingId)
  await recordUndo(context, booking, { by, requestId, reason })
  return { session: await boardSession(store, centreId, booking.sessionId) }
}

/** A booking at this centre; one of another centre is not found. */
export async function requireBookingAt(
  { store }: StaffContext,
  centreId: string,
  bookingId: string,
): Promise<BookingDocument> {
  return requireAtCentre(await store.bookings.get(bookingId), centreId, 'BOOKING_NOT_FOUND')
}
