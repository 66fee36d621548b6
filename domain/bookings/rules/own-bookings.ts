import { type Refusal, refuse } from '../../errors'
import type { ActiveBooking, BookingFacts } from '../facts'

/** What the people in the party already have: this very session, another at the same time, or too many. */
export function checkOwnBookings({ now, session, party, active }: BookingFacts): Refusal | null {
  const coming = active.filter(booking => booking.endsAt > now)
  for (const { id: memberId } of party) {
    const own = coming.filter(booking => booking.memberIds.includes(memberId))
    const same = own.find(booking => booking.sessionId === session.id)
    if (same) return refuse('ALREADY_BOOKED', { memberId, bookingId: same.bookingId })
    const clash = own.find(booking => overlaps(booking, session))
    if (clash) {
      const { bookingId, title, startsAt } = clash
      return refuse('TIME_OVERLAP', { memberId, bookingId, title, startsAt })
    }
    const max = session.rules.maxActive
    if (max !== null && own.filter(booking => booking.kind === session.kind).length >= max) {
      return refuse('ACTIVE_LIMIT', { memberId, max })
    }
  }
  return null
}

/** Spans that only touch do not overlap. */
function overlaps(a: Pick<ActiveBooking, 'startsAt' | 'endsAt'>, b: Pick<ActiveBooking, 'startsAt' | 'endsAt'>) {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}
