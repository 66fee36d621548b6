import { bookingsToKeep } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { stored } from '@/platform/storage'

/** A booking as this phone last saw it, and when, epoch ms by the server's clock. */
export interface KeptBooking {
  booking: BookingView
  seenAt: number
}

const kept = stored<KeptBooking[]>({ name: 'bookings', version: 5, upgrade: fromBefore, kept: 'offline' })

/** Versions 3 to 5 added `undone`, `order` and `releasedAt`, which may be absent: codes stay at hand without a network. */
function fromBefore(old: unknown, version: number): KeptBooking[] | null {
  return version >= 2 && version <= 4 ? (old as KeptBooking[]) : null
}

/** Of more bookings the soonest are kept. */
const KEPT = 40

/** The bookings stored on this phone, so that codes work without a network. */
export function keptBookings(): KeptBooking[] {
  return kept.read() ?? []
}

/** One stored booking; null when there is none. */
export function keptBooking(id: string): KeptBooking | null {
  return keptBookings().find(({ booking }) => booking.id === id) ?? null
}

/** Stores bookings, replacing older states of the same ones. */
export function keepBookings(bookings: readonly BookingView[], seenAt: number): void {
  write(keptBookings(), bookings, seenAt)
}

/** A page of the list of upcoming bookings, which is sorted by start. */
interface UpcomingPage {
  bookings: readonly BookingView[]
  first: boolean
  last: boolean
  seenAt: number
}

/** Stores a page of upcoming bookings; stored ones that it should contain and does not are no longer upcoming. */
export function keepUpcoming({ bookings, first, last, seenAt }: UpcomingPage): void {
  const from = first ? Number.NEGATIVE_INFINITY : (bookings[0]?.startsAt ?? Number.POSITIVE_INFINITY)
  const to = last ? Number.POSITIVE_INFINITY : (bookings[bookings.length - 1]?.startsAt ?? Number.NEGATIVE_INFINITY)
  const listed = (start: number) => (first ? start >= from : start > from) && (last ? start <= to : start < to)
  const others = keptBookings().filter(({ booking }) => booking.endsAt <= seenAt || !listed(booking.startsAt))
  write(others, bookings, seenAt)
}

/** Removes a booking that the server does not have. */
export function dropBooking(id: string): void {
  kept.write(keptBookings().filter(({ booking }) => booking.id !== id))
}

function write(others: readonly KeptBooking[], bookings: readonly BookingView[], seenAt: number): void {
  const all = new Map(others.map(each => [each.booking.id, each]))
  for (const booking of bookings) all.set(booking.id, { booking, seenAt })
  const wanted = bookingsToKeep(
    Array.from(all.values(), ({ booking }) => booking),
    seenAt,
    KEPT,
  )
  kept.write(wanted.flatMap(({ id }) => all.get(id) ?? []))
}
