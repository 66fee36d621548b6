import type { BookingView } from '@domain/contracts/views'
import { readStored, store } from '@/platform/storage'

const KEY = 'bookings'
/** More than anybody has at a time; the oldest ones are dropped. */
const KEPT = 40

/** The bookings stored on this phone, so that codes work without a network. */
export function keptBookings(): BookingView[] {
  return readStored<BookingView[]>(KEY) ?? []
}

/** Stores bookings, replacing older states of the same ones. */
export function keepBookings(bookings: readonly BookingView[]): void {
  const fresh = new Set(bookings.map(booking => booking.id))
  const others = keptBookings().filter(booking => !fresh.has(booking.id))
  store(KEY, [...bookings, ...others].sort((a, b) => b.startsAt - a.startsAt).slice(0, KEPT))
}

/** One stored booking; null when there is none. */
export function keptBooking(id: string): BookingView | null {
  return keptBookings().find(booking => booking.id === id) ?? null
}
