import type { PersonContext } from '../../kernel/router/context'
import type { BookingDocument } from '../../kernel/store/documents'
import { releaseClaim } from './claim'
import { removeFromLedger } from './ledger'
import { removeParty } from './queue'

/** Releases the places and the ledger entry of a booking that has ended, then marks it released. Safe to repeat. */
export async function releaseBooking(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  const { _id, sessionId } = booking
  const release = wasWaiting(booking) ? removeParty : releaseClaim
  await Promise.all([release(context, sessionId, _id, booking), removeFromLedger(context, sessionId, _id)])
  await context.store.bookings.update({ _id }, { releasing: false })
  return { ...booking, releasing: false }
}

/** Releases a booking that was ended a moment ago, unless it is already released. */
export async function releaseIfEnded(context: PersonContext, bookingId: string): Promise<void> {
  const booking = await context.store.bookings.get(bookingId)
  if (booking?.releasing) await releaseBooking(context, booking)
}

function wasWaiting({ waitEvents }: BookingDocument): boolean {
  return Object.keys(waitEvents).length > 0
}
