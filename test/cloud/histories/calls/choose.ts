import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { StoredState } from './call'

/** Chooses one of the matching rows, or of all rows when none matches; undefined when there are no rows. */
export function choose<Row extends { _id: string }>(
  rows: readonly Row[],
  which: number,
  fits: (row: Row) => boolean = () => true,
): Row | undefined {
  const fitting = rows.filter(fits)
  // Sorted, so that the choice does not depend on the order of the database.
  const among = [...(fitting.length > 0 ? fitting : rows)].sort((a, b) => (a._id < b._id ? -1 : 1))
  return among[which % among.length]
}

/** Chooses a booking in the same way. */
export async function chooseBooking(
  world: StoredState,
  which: number,
  fits: (booking: BookingDocument) => boolean,
): Promise<BookingDocument | undefined> {
  return choose(await world.stored('bookings'), which, fits)
}
