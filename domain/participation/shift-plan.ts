import { HOUR } from '../time'
import type { Span } from './shift'
import type { ShiftFault } from './shift-faults'
import { VOLUNTEER_RULES } from './volunteer-rules'

/** How far a shift may begin before and end after the session that it belongs to. */
const BESIDE = 3 * HOUR
/** How far ahead a shift can be. */
const AHEAD = 180 * 24 * HOUR

/** Checks the times of a shift against now and the session that it belongs to (null: a station); null: they are right. */
export function shiftFault(shift: Span, session: Span | null, now: number): ShiftFault | null {
  const { startsAt, endsAt } = shift
  if (startsAt >= endsAt || endsAt - startsAt > VOLUNTEER_RULES.dayMost || startsAt > now + AHEAD) return 'times'
  if (startsAt <= now) return 'past'
  if (session && isApart(shift, session)) return 'apart'
  return null
}

/** Whether a shift is too far from the session that it belongs to, as after the session was moved. */
export function isApart({ startsAt, endsAt }: Span, session: Span): boolean {
  return startsAt < session.startsAt - BESIDE || endsAt > session.endsAt + BESIDE
}

/** Whether a guide can have so many more places at one time, beside their other shifts. */
export function canGuide(others: readonly (Span & { places: number })[], shift: Span & { places: number }): boolean {
  // The most at one time begin with a shift: only its own begin and those within it need a look.
  const moments = [shift.startsAt, ...others.map(({ startsAt }) => startsAt)].filter(
    at => at >= shift.startsAt && at < shift.endsAt,
  )
  return moments.every(at => {
    const there = others.filter(other => other.startsAt <= at && at < other.endsAt)
    return there.reduce((sum, { places }) => sum + places, shift.places) <= VOLUNTEER_RULES.perGuide
  })
}
