import type { BookingStatus, WaitEvent } from '@domain/contracts/views'
import type { Context } from '../../../kernel/router/context'
import type { BookingDocument } from '../../../kernel/store/documents'
import { oneOf } from '../../../kernel/store/port'
import { getExisting, insertOrGet } from '../insert-or-get'

/** Fields to replace, and events to add. */
type Confirmation = Partial<Omit<BookingDocument, 'waitEvents'>> & Record<`waitEvents.${string}`, WaitEvent>

/**
 * Confirms a booking that waits in one of the states `from`. Where its call died before it was stored, `fresh` is stored
 * instead. Returns what is stored, which is another state when the booking has ended meanwhile.
 */
export async function confirmWaiting(
  context: Context,
  bookingId: string,
  { from, change, fresh }: { from: BookingStatus[]; change: Confirmation; fresh: () => BookingDocument },
): Promise<BookingDocument> {
  const { bookings } = context.store
  const update = () => bookings.update({ _id: bookingId, status: oneOf(from) }, change)
  // Read in the same round trip, before or after the update: everything but the change itself is as it is stored.
  const [changed, beside] = await Promise.all([update(), bookings.get(bookingId)])
  if (changed === 1 && beside) return from.includes(beside.status) ? withChange(beside, change) : beside
  if (changed === 0) {
    const first = await insertOrGet(context, fresh())
    if (!from.includes(first.status)) return first
    await update()
  }
  return getExisting(context, bookingId)
}

/** The booking after a change of fields, or of fields of `waitEvents`. */
function withChange(booking: BookingDocument, change: Confirmation): BookingDocument {
  const fields = Object.entries(change)
  const prefix = 'waitEvents.'
  const events = fields
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, event]) => [name.slice(prefix.length), event])
  const others = fields.filter(([name]) => !name.startsWith(prefix))
  return {
    ...booking,
    ...Object.fromEntries(others),
    waitEvents: { ...booking.waitEvents, ...Object.fromEntries(events) },
  }
}
