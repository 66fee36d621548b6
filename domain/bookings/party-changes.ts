import { decideRelease } from '../desk/decide'
import { type Refusal, refuse } from '../errors'
import type { Member } from '../people/members'
import { decideCancel } from './decide'
import type { BookingFacts, SessionFacts } from './facts'
import { checkPerson } from './rules/audience'
import { checkBallot } from './rules/ballot'
import { checkOwnBookings } from './rules/own-bookings'
import { checkTogether } from './rules/party'
import { checkPlaces } from './rules/places'
import { checkSeriesOnly } from './rules/series'
import { checkStanding } from './rules/standing'
import { checkWindow } from './rules/window'

/** A booking whose party one person is to leave or join. Times are epoch ms. */
export interface ChangingBooking {
  id: string
  /** Whether it is confirmed; a party that waits changes only as a whole. */
  confirmed: boolean
  /** Until when its owner may cancel it. */
  cancelUntil: number
  checkedInAt: number | null
  /** Whether it belongs to the enrolment in a series, which is decided as a whole. */
  enrolled: boolean
}

/** What a decision about one person of a party needs to know; `party` is the party before the change. */
export interface PartyFacts extends BookingFacts {
  booking: ChangingBooking
}

/** Whether this person of the party may stay away while the others come; null when it is possible. Pure. */
export function decideLeaving(facts: PartyFacts, memberId: string): Refusal | null {
  return decideLeavingBy(facts, memberId, decideCancel(facts.now, facts.booking))
}

/** The same at the desk: until the end, as for a whole booking. Pure. */
export function decideLeavingAtDesk(facts: PartyFacts, memberId: string): Refusal | null {
  const { now, booking, session } = facts
  return decideLeavingBy(facts, memberId, decideRelease(now, { ...booking, endsAt: session.endsAt }))
}

function decideLeavingBy(
  { session, booking, party }: PartyFacts,
  memberId: string,
  tooLate: Refusal | null,
): Refusal | null {
  const rest = party.filter(({ id }) => id !== memberId)
  return (
    checkChangeable(booking, session) ??
    tooLate ??
    (rest.length === party.length ? refuse('MEMBER_NOT_FOUND', null) : null) ??
    (rest.length === 0 ? refuse('LAST_MEMBER', null) : null) ??
    checkTogether(rest, session.rules, session.startsAt)
  )
}

/** Whether this person may join the party: the rules of a new booking for this person alone. Pure. */
export function decideJoining(facts: PartyFacts, newcomer: Member): Refusal | null {
  const { now, session, booking, party, missed, warned } = facts
  const { rules, startsAt } = session
  const { id: bookingId, checkedInAt } = booking
  const isIn = party.some(({ id }) => id === newcomer.id)
  return (
    checkChangeable(booking, session) ??
    (checkedInAt === null ? null : refuse('ALREADY_CHECKED_IN', { at: checkedInAt })) ??
    checkSeriesOnly(session) ??
    checkWindow(now, session) ??
    checkBallot(session) ??
    (isIn ? refuse('ALREADY_BOOKED', { memberId: newcomer.id, bookingId }) : null) ??
    (party.length >= rules.partyMax ? refuse('PARTY_TOO_LARGE', { max: rules.partyMax }) : null) ??
    checkPerson(newcomer, rules.audience, startsAt) ??
    checkTogether([...party, newcomer], rules, startsAt) ??
    checkStanding([newcomer], missed, now, warned) ??
    checkOwnBookings({ ...facts, party: [newcomer] }) ??
    // A room or a seat is taken already, for however many people.
    (session.layout ? null : checkPlaces(session, 1))
  )
}

/** The eaters of an order are fixed: each meal is chosen and priced for one of them. */
function checkChangeable({ confirmed, enrolled }: ChangingBooking, { rules, frozenAt }: SessionFacts): Refusal | null {
  if (!confirmed) return refuse('PARTY_FIXED', { why: 'waiting' })
  if (enrolled) return refuse('PARTY_FIXED', { why: 'series' })
  return rules.fixedParty || frozenAt !== undefined ? refuse('PARTY_FIXED', { why: 'offering' }) : null
}
