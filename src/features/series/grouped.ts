import type { BookingView } from '@domain/contracts/views'

/** One card of the list: a single booking, or the rest of a series. */
export type ListedBooking =
  | { id: string; booking: BookingView; course: null }
  | { id: string; booking: BookingView; course: { id: string } }

/** Upcoming bookings, soonest first, with each series as one card at the place of its next session. */
export function groupSeries(bookings: readonly BookingView[]): ListedBooking[] {
  const seen = new Set<string>()
  return bookings.flatMap((booking): ListedBooking[] => {
    // Bookings stored by an earlier version have no enrolment.
    const id = booking.enrolment?.id
    if (!id) return [{ id: booking.id, booking, course: null }]
    if (seen.has(id)) return []
    seen.add(id)
    return [{ id, booking, course: { id } }]
  })
}
