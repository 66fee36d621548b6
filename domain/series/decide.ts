import type { ActiveBooking, BookingFacts, SessionFacts } from '../bookings/facts'
import { checkBallot } from '../bookings/rules/ballot'
import { checkLimit, checkOwnTime, overlaps } from '../bookings/rules/own-bookings'
import { checkParty } from '../bookings/rules/party'
import { checkPlaces } from '../bookings/rules/places'
import { checkStanding } from '../bookings/rules/standing'
import { checkNotOver, checkOpen, checkWindow } from '../bookings/rules/window'
import { type Refusal, refuse } from '../errors'
import type { Member } from '../people/members'

/** Everything a decision to book a whole series needs. `sessions`: those to book, soonest first. */
export interface SeriesFacts {
  now: number
  sessions: readonly SessionFacts[]
  party: Member[]
  /** The person's other upcoming bookings. */
  active: ActiveBooking[]
  missed: BookingFacts['missed']
  warned?: BookingFacts['warned'] | undefined
}

/**
 * Whether this party may book all of these sessions now; null when it may. A series is a unit: its first session
 * decides when booking opens and the ages of the people, and it counts once against limits. All other rules are checked
 * for every session, and a refusal names the session. Pure.
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

/** The rules about the party's existing bookings: checked before the claims, and again when the ledger is written. */
export function checkSeriesOwn({ now, sessions, party, active, missed, warned }: SeriesFacts): Refusal | null {
  const [first] = sessions
  return (
    checkStanding(party, missed, now, warned) ??
    checkEach(sessions, session => checkNotOver(now, session) ?? checkApart(session, sessions)) ??
    checkEach(sessions, session => checkOwnTime({ now, session, party, active })) ??
    (first ? checkLimit({ now, session: first, party, active }) : null)
  )
}

/** No two sessions of the series overlap; the centre may have moved one onto another. */
function checkApart(session: SessionFacts, sessions: readonly SessionFacts[]): Refusal | null {
  const other = sessions.find(({ id, ...times }) => id !== session.id && overlaps(times, session))
  return other ? refuse('SERIES_CLASH', { startsAt: other.startsAt }) : null
}

/** Whether one session of a series has places for the party now; null when it has. */
export function decideSeriesPlace(now: number, session: SessionFacts, wanted: number): Refusal | null {
  const closed = checkWindow(now, { ...session, rules: { ...session.rules, opensBefore: null } })
  return closed ?? checkBallot(session) ?? checkPlaces(session, wanted)
}

/** Checks each session; returns the first refusal, with its session. */
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

/** The refusal of a whole series because of one session. */
export function seriesRefusal(
  { id, startsAt, endsAt }: Pick<SessionFacts, 'id' | 'startsAt' | 'endsAt'>,
  why: Refusal,
) {
  return refuse('SERIES_SESSION_REFUSED', { sessionId: id, startsAt, endsAt, why })
}
