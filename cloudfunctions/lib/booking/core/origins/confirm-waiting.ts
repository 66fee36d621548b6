import type { BookingStatus } from '@domain/contracts/views'
import type { Context } from '../../../kernel/router/context'
import type { BookingDocument } from '../../../kernel/store/documents'
import { type Change, oneOf } from '../../../kernel/store/port'
import { getExisting, insertOrGet } from '../insert-or-get'

/**
 * Confirms a booking that waits in one of the states `from`. Where its call died before it was stored, `fresh` is stored
 * instead. Returns what is stored, which is another state when the booking has ended meanwhile.
 */
export async function confirmWaiting(
  context: Context,
  bookingId: string,
  { from, change, fresh }: { from: BookingStatus[]; change: Change<BookingDocument>; fresh: () => BookingDocument },
): Promise<BookingDocument> {
  const update = () => context.store.bookings.update({ _id: bookingId, status: oneOf(from) }, change)
  if ((await update()) === 0) {
    const first = await insertOrGet(context, fresh())
    if (!from.includes(first.status)) return first
    await update()
  }
  return getExisting(context, bookingId)
}
