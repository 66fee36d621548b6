import type { BookingView } from '@domain/contracts/views'

/** One card of the list: a booking by itself, or what is to come of a series. */
export type ListedBooking =
  | { id: string; booking: BookingView; course: null }
  | { id: string; booking: BookingView; course: { id: string } }

/** Bookings to come, soonest first, with each series as one: where its next session stands. */
export function groupSeries(bookings: readonly BookingView[]): ListedBooking[] {
  const seen = new Set<string>()
  return bookings.flatMap((booking): ListedBooking[] => {
    // A booking that was kept on the phone by an earlier version knows no series.
    const id = booking.enrolment?.id
    if (!id) return [{ id: booking.id, booking, course: null }]
    if (seen.has(id)) return []
    seen.add(id)
    return [{ id, booking, course: { id } }]
  })
}
