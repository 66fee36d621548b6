import { type Refusal, refuse } from '../../errors'
import type { Kind } from '../../offerings/kinds'
import type { Span } from '../../offerings/layout'
import type { ActiveBooking, BookingFacts } from '../facts'

type OwnFacts = Pick<BookingFacts, 'now' | 'session' | 'party' | 'active'>

/** Checks the party's existing bookings: the same session, another session at the same time, or the limit. */
export function checkOwnBookings(facts: OwnFacts): Refusal | null {
  return checkOwnTime(facts) ?? checkLimit(facts)
}

/** Nobody in the party has booked this session already, or another one at the same time. */
export function checkOwnTime(facts: OwnFacts): Refusal | null {
  const { session, party } = facts
  for (const { id: memberId } of party) {
    const own = upcomingOf(facts, memberId)
    // A container is a day: a person may book several spans of it, so only overlap is checked.
    const same = session.layout ? null : sameSession(own, session.id, memberId)
    if (same) return same
    // A meal is fetched or eaten beside whatever else one does.
    if (isMeal(session)) continue
    const clash = own.filter(isHeld).find(booking => !isMeal(booking) && overlaps(booking, session))
    if (clash) {
      const { bookingId, title, startsAt } = clash
      return refuse('TIME_OVERLAP', { memberId, bookingId, title, startsAt })
    }
  }
  return null
}

/**
 * Nobody in the party has reached the limit of upcoming bookings of this kind. A series booked as a whole counts once.
 */
export function checkLimit(facts: OwnFacts): Refusal | null {
  const { session, party } = facts
  const max = session.rules.maxActive
  if (max === null) return null
  for (const { id: memberId } of party) {
    const held = upcomingOf(facts, memberId).filter(booking => isHeld(booking) && booking.kind === session.kind)
    const count = new Set(held.map(({ bookingId, enrolment }) => enrolment ?? bookingId)).size
    if (count >= max) return refuse('ACTIVE_LIMIT', { memberId, max })
  }
  return null
}

/**
 * The most sessions that one person may wait for, tickets of ballots included: of those at the same time, and altogether. A
 * person can come to one of them only; the others would keep offers from families who could come.
 */
export const MAX_WAITS = { atOneTime: 3, altogether: 20 }

/** Nobody in the party is in this session already, and nobody waits for too many sessions. */
export function checkOwnWaits(facts: OwnFacts): Refusal | null {
  return checkSameSession(facts) ?? checkWaits(facts)
}

function checkWaits(facts: OwnFacts): Refusal | null {
  for (const { id: memberId } of facts.party) {
    const waits = upcomingOf(facts, memberId).filter(({ waiting }) => waiting)
    const atOneTime = waits.filter(wait => overlaps(wait, facts.session)).length
    if (atOneTime >= MAX_WAITS.atOneTime) {
      return refuse('WAITING_LIMIT', { memberId, max: MAX_WAITS.atOneTime, atOneTime: true })
    }
    if (waits.length >= MAX_WAITS.altogether) {
      return refuse('WAITING_LIMIT', { memberId, max: MAX_WAITS.altogether, atOneTime: false })
    }
  }
  return null
}

/** Nobody in the party is in this session already, booked or waiting. */
export function checkSameSession(facts: OwnFacts): Refusal | null {
  for (const { id } of facts.party) {
    const same = sameSession(upcomingOf(facts, id), facts.session.id, id)
    if (same) return same
  }
  return null
}

/** A household has at most one ticket in a ballot, whoever attends. */
export function checkOneTicket({ now, session, active }: OwnFacts): Refusal | null {
  const other = active.find(({ sessionId, ticket, endsAt }) => ticket && sessionId === session.id && endsAt > now)
  return other ? refuse('ALREADY_REGISTERED', { bookingId: other.bookingId }) : null
}

function sameSession(own: ActiveBooking[], sessionId: string, memberId: string): Refusal | null {
  const same = own.find(booking => booking.sessionId === sessionId)
  return same ? refuse('ALREADY_BOOKED', { memberId, bookingId: same.bookingId }) : null
}

function isMeal({ kind }: { kind: Kind }): boolean {
  return kind === 'meal'
}

function isHeld({ waiting }: ActiveBooking): boolean {
  return !waiting
}

function upcomingOf({ now, active }: OwnFacts, memberId: string): ActiveBooking[] {
  return active.filter(booking => booking.endsAt > now && booking.memberIds.includes(memberId))
}

/** Whether two spans overlap; spans that only touch do not. */
export function overlaps(a: Span, b: Span): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}
