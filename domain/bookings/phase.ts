import type { BookingView } from '../contracts/views'

/** The state of a booking at one moment, as its owner sees it. */
export type BookingPhase =
  /** Has a ticket in an upcoming draw. */
  | 'registered'
  | 'waiting'
  /** Places are held and can be confirmed. */
  | 'offered'
  /** The offer has expired; its places go to the next party. */
  | 'offer-expired'
  | 'confirmed'
  /** Confirmed, and check-in is open. */
  | 'check-in-open'
  | 'checked-in'
  /** Ended without a check-in. */
  | 'not-checked-in'
  | 'cancelled'
  | 'lapsed'

/** The phase of a booking at `now` (epoch ms), from the server's last answer and the time since. */
export function bookingPhase(booking: BookingView, now: number): BookingPhase {
  switch (booking.status) {
    case 'offered':
      return offerOpen(booking, now) ? 'offered' : 'offer-expired'
    case 'confirmed':
      if (booking.checkedInAt !== null) return 'checked-in'
      if (now >= booking.endsAt) return 'not-checked-in'
      return now >= booking.checkInFrom ? 'check-in-open' : 'confirmed'
    default:
      return booking.status
  }
}

/** Whether the booking has an offer that is still open. */
export function offerOpen(booking: BookingView, now: number): booking is BookingView & { offerUntil: number } {
  return booking.status === 'offered' && booking.offerUntil !== null && now < booking.offerUntil
}

/** Whether the check-in code of this booking can still be used. */
export function codeUseful(booking: BookingView, now: number): boolean {
  return booking.status === 'confirmed' && booking.secret !== null && now < booking.endsAt
}

/** Whether the party may check in now. */
export function canCheckIn(booking: BookingView, now: number): boolean {
  return bookingPhase(booking, now) === 'check-in-open'
}

/** Whether the booking is confirmed and has not begun, so that it can be cancelled or added to a calendar. */
export function isUpcoming({ status, startsAt, checkedInAt }: BookingView, now: number): boolean {
  return status === 'confirmed' && now < startsAt && checkedInAt === null
}

/** Whether its owner can cancel the booking now. */
export function canCancel({ status, checkedInAt, cancelUntil }: BookingView, now: number): boolean {
  return status === 'confirmed' && checkedInAt === null && now < cancelUntil
}

/**
 * Whether its owner may look for members who leave or join: a class or a room that is still to come, booked by itself. A
 * seat and a berth are for one person; of an order, each meal is chosen and priced for one of its people.
 */
export function canChangeParty(booking: BookingView, now: number): boolean {
  const isFixed = booking.order !== undefined || booking.kind === 'seat' || booking.kind === 'berth'
  return isUpcoming(booking, now) && booking.enrolment === null && !isFixed
}

/**
 * The bookings that a phone keeps for the time without a network, at most so many: those that are not over first, soonest
 * start first, because their codes are needed; then the latest of the others.
 */
export function bookingsToKeep(bookings: readonly BookingView[], now: number, most: number): BookingView[] {
  const isOver = ({ status, endsAt }: BookingView) => now >= endsAt || status === 'cancelled' || status === 'lapsed'
  const needed = bookings.filter(booking => !isOver(booking)).sort((a, b) => a.startsAt - b.startsAt)
  const others = bookings.filter(isOver).sort((a, b) => b.startsAt - a.startsAt)
  return [...needed, ...others].slice(0, most)
}

/** The moments at which the phase of a booking, or what can be done with it, changes by itself, epoch ms. */
export function bookingChangesAt({ cancelUntil, checkInFrom, startsAt, endsAt, offerUntil }: BookingView): number[] {
  return [cancelUntil, checkInFrom, startsAt, endsAt, ...(offerUntil === null ? [] : [offerUntil])]
}
