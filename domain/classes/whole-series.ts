import type { SessionCard } from '../contracts/views'
import { remainingOf, type Series } from '../series/series'
import { type Availability, availabilityOf, isBookable } from './availability'

/** A series with all of its sessions that can still be booked, soonest first. */
export interface WholeSeries {
  series: Series
  sessions: SessionCard[]
}

/** Availability of a series as a whole. `part-full`: the session that starts at `startsAt` is full. */
export type WholeAvailability = Availability | { state: 'part-full'; startsAt: number }

/** The next series among the sessions of a class; null when there is none, or nothing of it can be booked. */
export function wholeSeriesOf(sessions: readonly SessionCard[], now: number): WholeSeries | null {
  const left = remainingOf(sessions, now)
  const series = left.find(session => session.series !== null)?.series
  return series ? { series, sessions: left.filter(session => session.series?.id === series.id) } : null
}

/**
 * Availability of one session of a series; booking of the series opens with its first session, so the session's own
 * opening is ignored.
 */
export function partAvailability(session: SessionCard, now: number): Availability {
  return availabilityOf({ ...session, rules: { ...session.rules, opensBefore: null } }, now)
}

/**
 * Availability of a series as a whole: it opens with its first session and has as many places as its scarcest session.
 */
export function wholeAvailability({ sessions }: WholeSeries, now: number): WholeAvailability {
  const [first] = sessions
  if (!first) return { state: 'closed' }
  const opening = availabilityOf(first, now)
  if (opening.state === 'not-open') return opening
  const parts = sessions.map(session => ({ session, availability: partAvailability(session, now) }))
  const shut = parts.find(({ availability }) => !isBookable(availability))
  if (shut?.availability.state === 'full') return { state: 'part-full', startsAt: shut.session.startsAt }
  if (shut) return shut.availability
  return parts.reduce((least, part) => (part.session.seatsLeft < least.session.seatsLeft ? part : least)).availability
}
