import type { BookingView } from '../contracts/views'

/** How a booking stands at one moment, as the person who made it sees it. */
export type BookingPhase =
  /** Has a ticket in a draw to come. */
  | 'registered'
  | 'waiting'
  /** A place is held for it and can be confirmed. */
  | 'offered'
  /** The place was held for it and has gone on to the next. */
  | 'offer-expired'
  | 'confirmed'
  /** Confirmed, and the party may be let in now. */
  | 'check-in-open'
  | 'checked-in'
  /** Over, and nobody was checked in. */
  | 'not-checked-in'
  | 'cancelled'
  | 'lapsed'

/** How a booking stands at `now` (epoch ms): what the server last said, and what time has made of it since. */
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

/** Whether places are held for this party and can still be taken. */
export function offerOpen(booking: BookingView, now: number): booking is BookingView & { offerUntil: number } {
  return booking.status === 'offered' && booking.offerUntil !== null && now < booking.offerUntil
}

/** Whether the code of this booking is still of use. */
export function codeUseful(booking: BookingView, now: number): boolean {
  return booking.status === 'confirmed' && booking.secret !== null && now < booking.endsAt
}

/** Whether the party may be let in now. */
export function canCheckIn(booking: BookingView, now: number): boolean {
  return bookingPhase(booking, now) === 'check-in-open'
}

/** Whether the booking is confirmed and has not begun: what can be cancelled, or put into a calendar. */
export function isUpcoming({ status, startsAt, checkedInAt }: BookingView, now: number): boolean {
  return status === 'confirmed' && now < startsAt && checkedInAt === null
}
