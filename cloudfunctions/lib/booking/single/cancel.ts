import { cancellableUntil } from '@domain/bookings/cancelling'
import { decideCancel } from '@domain/bookings/decide'
import type { Context } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { cancelledFields } from '../core/cancelled'
import { requireOwnBooking } from '../core/list'
import { releaseBooking } from '../core/release'
import { bookingReply } from '../core/reply'
import { stopWaiting } from '../waitlist/leave'

/**
 * Cancels a booking and gives its places back, to the waitlist first. The booking changes first, marked `releasing`:
 * from then on nobody can check it in, and what follows is finished by a retry or by the reconciler.
 */
export const cancelBooking: Handler<'booking.cancel'> = async (context, { bookingId }) => {
  // Whoever cancels while waiting wants to be off the waitlist, and out of what was confirmed at this moment.
  const booking = await stopWaiting(context, await requireOwnBooking(context, bookingId))
  if (booking.status === 'confirmed') {
    const checkedInAt = booking.checkIn?.at ?? null
    enforce(decideCancel(context.now, { cancelUntil: cancellableUntil(booking), checkedInAt }))
  }
  const cancelled = await markCancelled(context, booking)
  return bookingReply(context, cancelled.releasing ? await releaseBooking(context, cancelled) : cancelled)
}

/**
 * Marks a booking given back, unless somebody has done so already; whether it may be is for the caller to decide. Its
 * places are still to be freed. Throws ALREADY_CHECKED_IN when it is checked in at this moment.
 */
export async function markCancelled({ now, store }: Context, booking: BookingDocument): Promise<BookingDocument> {
  if (booking.status !== 'confirmed') return booking
  const change = cancelledFields(now, 'person')
  const won = await store.bookings.update({ _id: booking._id, status: 'confirmed', checkIn: null }, change)
  if (won === 1) return { ...booking, ...change }
  const current = requireFound(await store.bookings.get(booking._id), 'BOOKING_NOT_FOUND')
  if (current.checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: current.checkIn.at })
  return current
}
