import type { ActiveBooking, BookingFacts, SessionFacts } from '../bookings/facts'
import { checkBallot } from '../bookings/rules/ballot'
import { checkLimit, checkOwnTime, overlaps } from '../bookings/rules/own-bookings'
import { checkParty } from '../bookings/rules/party'
import { checkPlaces } from '../bookings/rules/places'
import { checkStanding } from '../bookings/rules/standing'
import { checkNotOver, checkOpen, checkWindow } from '../bookings/rules/window'
import { type Refusal, refuse } from '../errors'
import type { Member } from '../people/members'

/** Everything the decision to book a whole series looks at. `sessions`: those to be booked, soonest first. */
export interface SeriesFacts {
  now: number
  sessions: readonly SessionFacts[]
  party: Member[]
  /** The person's other bookings to come. */
  active: ActiveBooking[]
  missed: BookingFacts['missed']
}

/**
 * Whether this party may book all of these sessions now. A series is one thing: its first session decides when booking
 * opens and how old people are, and it counts once against the limit. Everything else is asked of every session, and a
 * refusal names the session it is about. Pure.
 */
export function decideSeries(facts: SeriesFacts): Refusal | null {
  const { now, sessions, party } = facts
  const [first] = sessions
  if (!first) return refuse('SERIES_OVER', null)
  return (
    checkOpen(now, first) ??
    checkParty(party, first.rules, first.startsAt) ??
    checkSeriesOwn(facts) ??
    checkEach(sessions, session => decideSeriesPlace(now, session, party.length))
  )
}

/** The rules about what the party has already: decided before the claims, and again on the ledger as it is written. */
export function checkSeriesOwn({ now, sessions, party, active, missed }: SeriesFacts): Refusal | null {
  const [first] = sessions
  return (
    checkStanding(party, missed, now) ??
    checkEach(sessions, session => checkNotOver(now, session) ?? checkApart(session, sessions)) ??
    checkEach(sessions, session => checkOwnTime({ now, session, party, active })) ??
    (first ? checkLimit({ now, session: first, party, active }) : null)
  )
}

/** Nobody can be in two sessions at once, not even of one series: the centre may have moved one onto another. */
function checkApart(session: SessionFacts, sessions: readonly SessionFacts[]): Refusal | null {
  const other = sessions.find(({ id, ...times }) => id !== session.id && overlaps(times, session))
  return other ? refuse('SERIES_CLASH', { startsAt: other.startsAt }) : null
}

/** Whether one session of a series has places for the party now. */
export function decideSeriesPlace(now: number, session: SessionFacts, wanted: number): Refusal | null {
  const closed = checkWindow(now, { ...session, rules: { ...session.rules, opensBefore: null } })
  return closed ?? checkBallot(session) ?? checkPlaces(session, wanted)
}

/** The first refusal, with the session it is about. */
export function checkEach(
  sessions: readonly SessionFacts[],
  check: (session: SessionFacts) => Refusal | null,
): Refusal | null {
  for (const session of sessions) {
    const why = check(session)
    if (why) return seriesRefusal(session, why)
  }
  return null
}

/** A refusal of the whole series because of one of its sessions. */
export function seriesRefusal(
  { id, startsAt, endsAt }: Pick<SessionFacts, 'id' | 'startsAt' | 'endsAt'>,
  why: Refusal,
) {
  return refuse('SERIES_SESSION_REFUSED', { sessionId: id, startsAt, endsAt, why })
}
