import { decideCancel } from '@domain/bookings/decide'
import type { PersonContext } from '../router/context'
import { AppError, enforce } from '../router/errors'
import type { Handler } from '../router/router'
import type { BookingDocument } from '../store/documents'
import { answerOf } from '../waitlist/answer'
import { isWaiting, leaveWaitlist } from '../waitlist/leave'
import { ownBooking } from './list'
import { releaseBooking } from './release'

/**
 * Cancels a booking and gives its places back, to the waitlist first. The booking changes first, marked `releasing`:
 * from then on nobody can check it in, and what follows is finished by a retry or by the reconciler.
 */
export const cancelBooking: Handler<'booking.cancel'> = async (context, { bookingId }) => {
  const booking = await ownBooking(context, bookingId)
  // Whoever cancels while waiting wants to be off the waitlist.
  if (isWaiting(booking)) return leaveWaitlist(context, booking)
  const cancelled = booking.status === 'confirmed' ? await markCancelled(context, booking) : booking
  return answerOf(context, cancelled.releasing ? await releaseBooking(context, cancelled) : cancelled)
}

async function markCancelled(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  const { now, store } = context
  enforce(decideCancel(now, { cancelUntil: booking.cancelUntil, checkedInAt: booking.checkIn?.at ?? null }))
  const change = cancelledByPerson(now)
  const won = await store.bookings.update({ _id: booking._id, status: 'confirmed', checkIn: null }, change)
  if (won === 1) return { ...booking, ...change }
  const current = await ownBooking(context, booking._id)
  if (current.checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: current.checkIn.at })
  return current
}

/** What changes in a booking that its owner gives back; its places are still to be freed. */
export function cancelledByPerson(now: number) {
  return {
    status: 'cancelled',
    cancelledAt: now,
    activeUntil: now,
    releasing: true,
    cancelledBy: 'person',
    remindAt: null,
  } as const
}
