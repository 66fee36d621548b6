import { decideCancel } from '@domain/bookings/decide'
import { sessionCard } from '../classes/views'
import type { PersonContext } from '../router/context'
import { AppError, enforce, found } from '../router/errors'
import type { Handler } from '../router/router'
import type { BookingDocument } from '../store/documents'
import { readSession, releaseClaim } from './claim'
import { leaveLedger } from './ledger'
import { ownBooking } from './list'
import { bookingView } from './views'

/**
 * Cancels a booking and gives its places back. The booking changes first, marked `releasing`: from then on nobody can
 * check it in, and what follows is finished by a retry or by the reconciler.
 */
export const cancelBooking: Handler<'booking.cancel'> = async (context, { bookingId }) => {
  const booking = await ownBooking(context, bookingId)
  const cancelled = booking.status === 'cancelled' ? booking : await markCancelled(context, booking)
  const released = cancelled.releasing ? await releaseBooking(context, cancelled) : cancelled
  const session = found(await readSession(context.store, booking.sessionId, bookingId), 'BOOKING_NOT_FOUND')
  return { booking: bookingView(released), session: sessionCard(session) }
}

async function markCancelled(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  const { now, store } = context
  enforce(decideCancel(now, { cancelUntil: booking.cancelUntil, checkedInAt: booking.checkIn?.at ?? null }))
  const change = {
    status: 'cancelled',
    cancelledAt: now,
    activeUntil: now,
    releasing: true,
    cancelledBy: 'person',
    remindAt: null,
  } as const
  const won = await store.bookings.update({ _id: booking._id, status: 'confirmed', checkIn: null }, change)
  if (won === 1) return { ...booking, ...change }
  const current = await ownBooking(context, booking._id)
  if (current.checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: current.checkIn.at })
  return current
}

/** Frees the places and the person's ledger, then notes that nothing is left to free. Safe to repeat. */
export async function releaseBooking(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  const { _id, sessionId, partySize } = booking
  await Promise.all([releaseClaim(context.store, sessionId, _id, partySize), leaveLedger(context, sessionId, _id)])
  await context.store.bookings.update({ _id }, { releasing: false })
  return { ...booking, releasing: false }
}
