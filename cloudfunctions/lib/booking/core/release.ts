import type { Context, PersonContext } from '../../kernel/router/context'
import type { AccountDocument, BookingDocument } from '../../kernel/store/documents'
import { hasWaited, releaseClaim } from './claim'
import { removeFromLedger } from './ledger'
import { removeParty } from './queue'

/** Releases the places and the ledger entry of a booking that has ended, then marks it released. Safe to repeat. */
export async function releaseBooking(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  await releaseHeld(context, booking)
  return markReleased(context, booking)
}

/**
 * Releases what a booking that has ended holds. It is still to be marked released. `account` is its owner's, if the caller has
 * read it. Safe to repeat.
 */
export async function releaseHeld(
  context: PersonContext,
  booking: BookingDocument,
  account?: AccountDocument,
): Promise<void> {
  const { _id, sessionId } = booking
  const release = () =>
    hasWaited(booking) ? removeParty(context, booking) : releaseClaim(context, sessionId, _id, booking)
  context.full?.delete(sessionId)
  await Promise.all([release(), removeFromLedger(context, sessionId, _id, account)])
}

/** Marks a booking released, after `releaseHeld`. */
export async function markReleased({ store }: Context, booking: BookingDocument): Promise<BookingDocument> {
  await store.bookings.update({ _id: booking._id }, { releasing: false })
  return { ...booking, releasing: false }
}

/** Releases a booking that was ended a moment ago, unless it is already released. */
export async function releaseIfEnded(context: PersonContext, bookingId: string): Promise<void> {
  const booking = await context.store.bookings.get(bookingId)
  if (booking?.releasing) await releaseBooking(context, booking)
}
