import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { StoredState } from './call'

/** One of those that fit, or of all when none does; nothing when there are none at all. */
export function choose<Row extends { _id: string }>(
  rows: readonly Row[],
  which: number,
  fits: (row: Row) => boolean = () => true,
): Row | undefined {
  const fitting = rows.filter(fits)
  // In one order, whatever the database answers in.
  const among = [...(fitting.length > 0 ? fitting : rows)].sort((a, b) => (a._id < b._id ? -1 : 1))
  return among[which % among.length]
}

/** The same among bookings. */
export async function chooseBooking(
  world: StoredState,
  which: number,
  fits: (booking: BookingDocument) => boolean,
): Promise<BookingDocument | undefined> {
  return choose(await world.stored('bookings'), which, fits)
}
