import { cancellableUntil } from '@domain/bookings/cancelling'
import { decideCancel } from '@domain/bookings/decide'
import { loadAccount } from '../../accounts/account'
import type { Context } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { cancelledFields } from '../core/cancelled'
import { requireOwnBooking } from '../core/list'
import { releasedReply } from '../core/reply'
import { stopWaiting } from '../waitlist/leave'

/**
 * Cancels a booking and releases its places, to the waitlist first. The booking is changed first and marked `releasing`:
 * from then on it cannot be checked in, and a retry or the reconciler completes the release.
 */
export const cancelBooking: Handler<'booking.cancel'> = async (context, { bookingId }) => {
  // Cancelling also ends a wait, and a booking that is confirmed while it ends is cancelled too.
  const [read, account] = await Promise.all([requireOwnBooking(context, bookingId), loadAccount(context)])
  const booking = await stopWaiting(context, read)
  if (booking.status === 'confirmed') {
    const checkedInAt = booking.checkIn?.at ?? null
    enforce(decideCancel(context.now, { cancelUntil: cancellableUntil(booking), checkedInAt }))
  }
  return releasedReply(context, await markCancelled(context, booking), account)
}

/**
 * Marks a booking cancelled by its owner, unless it has ended already. The caller checks whether it may be cancelled, and
 * releases its places. Throws ALREADY_CHECKED_IN when it is checked in at this moment.
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
