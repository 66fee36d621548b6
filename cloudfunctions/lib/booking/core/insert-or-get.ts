import type { Context } from '../../kernel/router/context'
import type { BookingDocument } from '../../kernel/store/documents'

/** Stores a booking unless its id is taken; returns the stored one. */
export async function insertOrGet(context: Context, booking: BookingDocument): Promise<BookingDocument> {
  return (await context.store.bookings.insert(booking)) ? booking : getExisting(context, booking._id)
}

/** A booking that is known to be stored. */
export async function getExisting({ store }: Context, bookingId: string): Promise<BookingDocument> {
  const booking = await store.bookings.get(bookingId)
  if (!booking) throw new Error('a booking was there and is gone')
  return booking
}
