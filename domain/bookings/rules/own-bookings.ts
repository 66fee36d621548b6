import { type Refusal, refuse } from '../../errors'
import type { ActiveBooking, BookingFacts } from '../facts'

type OwnFacts = Pick<BookingFacts, 'now' | 'session' | 'party' | 'active'>

/** What the people in the party already have: this very session, another at the same time, or too many. */
export function checkOwnBookings(facts: OwnFacts): Refusal | null {
  const { session, party } = facts
  for (const { id: memberId } of party) {
    const own = comingOf(facts, memberId)
    // A container is a day: several spans of it are several visits, and overlap is what is left to exclude.
    const same = session.layout ? null : sameSession(own, session.id, memberId)
    if (same) return same
    const held = own.filter(booking => !booking.waiting)
    const clash = held.find(booking => overlaps(booking, session))
    if (clash) {
      const { bookingId, title, startsAt } = clash
      return refuse('TIME_OVERLAP', { memberId, bookingId, title, startsAt })
    }
    const max = session.rules.maxActive
    if (max !== null && held.filter(booking => booking.kind === session.kind).length >= max) {
      return refuse('ACTIVE_LIMIT', { memberId, max })
    }
  }
  return null
}

/** Nobody is in one session twice, neither booked nor waiting. */
export function checkSameSession(facts: OwnFacts): Refusal | null {
  for (const { id } of facts.party) {
    const same = sameSession(comingOf(facts, id), facts.session.id, id)
    if (same) return same
  }
  return null
}

function sameSession(own: ActiveBooking[], sessionId: string, memberId: string): Refusal | null {
  const same = own.find(booking => booking.sessionId === sessionId)
  return same ? refuse('ALREADY_BOOKED', { memberId, bookingId: same.bookingId }) : null
}

function comingOf({ now, active }: OwnFacts, memberId: string): ActiveBooking[] {
  return active.filter(booking => booking.endsAt > now && booking.memberIds.includes(memberId))
}

/** Spans that only touch do not overlap. */
function overlaps(a: Pick<ActiveBooking, 'startsAt' | 'endsAt'>, b: Pick<ActiveBooking, 'startsAt' | 'endsAt'>) {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}
