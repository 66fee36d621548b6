import { releaseBooking } from '../bookings/release'
import { boardSession } from '../checkin/board'
import { bookingHere } from '../checkin/undo'
import { inNameOf, type StaffContext } from '../router/context'
import { AppError, found } from '../router/errors'
import type { Handler } from '../router/router'
import type { BookingDocument } from '../store/documents'
import { takeTurns } from '../waitlist/turn'

/** Turns of the waitlist before the answer; the timer takes the rest. */
const TURNS = 3

/** A guest calls and will not come. The places go back to where they came from: to the reserve, or to the waitlist. */
export const cancelFor: Handler<'staff.cancelFor'> = async (context, { centreId, bookingId }) => {
  const { store } = context
  const seen = await bookingHere(context, centreId, bookingId)
  // What residents have booked is theirs to cancel.
  const booking = found(seen.guest ? seen : null, 'BOOKING_NOT_FOUND')
  const cancelled = booking.status === 'confirmed' ? await markCancelled(context, booking) : booking
  if (cancelled.releasing) await releaseBooking(inNameOf(context, cancelled), cancelled)
  await takeTurns(context, cancelled.sessionId, TURNS)
  return { session: found(await boardSession(store, centreId, cancelled.sessionId), 'SESSION_NOT_FOUND') }
}

async function markCancelled({ store, now }: StaffContext, booking: BookingDocument): Promise<BookingDocument> {
  const { _id, endsAt, checkIn } = booking
  if (checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: checkIn.at })
  if (now >= endsAt) throw new AppError('SESSION_OVER', { endedAt: endsAt })
  const change = {
    status: 'cancelled',
    cancelledAt: now,
    activeUntil: now,
    releasing: true,
    cancelledBy: 'person',
    remindAt: null,
  } as const
  const won = await store.bookings.update({ _id, status: 'confirmed', checkIn: null }, change)
  if (won === 1) return { ...booking, ...change }
  const current = found(await store.bookings.get(_id), 'BOOKING_NOT_FOUND')
  if (current.checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: current.checkIn.at })
  return current
}
