import { bookingsToKeep } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { cloudNow } from '@/cloud/clock'
import { stored } from '@/platform/storage'

const kept = stored<BookingView[]>({ name: 'bookings', version: 1, kept: 'offline' })
/** Of more bookings the soonest are kept. */
const KEPT = 40

/** The bookings stored on this phone, so that codes work without a network. */
export function keptBookings(): BookingView[] {
  return kept.read() ?? []
}

/** Stores bookings, replacing older states of the same ones. */
export function keepBookings(bookings: readonly BookingView[]): void {
  const fresh = new Set(bookings.map(booking => booking.id))
  const others = keptBookings().filter(booking => !fresh.has(booking.id))
  kept.write(bookingsToKeep([...bookings, ...others], cloudNow(), KEPT))
}

/** One stored booking; null when there is none. */
export function keptBooking(id: string): BookingView | null {
  return keptBookings().find(booking => booking.id === id) ?? null
}
