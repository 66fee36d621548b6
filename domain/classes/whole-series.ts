import type { SessionCard } from '../contracts/views'
import { remainingOf, type Series } from '../series/series'
import { type Availability, availabilityOf, takesBookings } from './availability'

/** A series as a class page offers it: all of its sessions that can still be booked, soonest first. */
export interface WholeSeries {
  series: Series
  sessions: SessionCard[]
}

/** How a series stands for booking as a whole. `part-full`: the session that starts then has no place. */
export type WholeAvailability = Availability | { state: 'part-full'; startsAt: number }

/** The next series among the sessions of a class; null when there is none, or nothing of it is left. */
export function wholeSeriesOf(sessions: readonly SessionCard[], now: number): WholeSeries | null {
  const left = remainingOf(sessions, now)
  const series = left.find(session => session.series !== null)?.series
  return series ? { series, sessions: left.filter(session => session.series?.id === series.id) } : null
}

/** How one session of a series stands: booking of the whole opens with its first session, not with each. */
export function partAvailability(session: SessionCard, now: number): Availability {
  return availabilityOf({ ...session, rules: { ...session.rules, opensBefore: null } }, now)
}

/** How a series stands for booking as a whole: it opens with its first session, and has as many places as its scarcest. */
export function wholeAvailability({ sessions }: WholeSeries, now: number): WholeAvailability {
  const [first] = sessions
  if (!first) return { state: 'closed' }
  const opening = availabilityOf(first, now)
  if (opening.state === 'not-open') return opening
  const parts = sessions.map(session => ({ session, availability: partAvailability(session, now) }))
  const shut = parts.find(({ availability }) => !takesBookings(availability))
  if (shut?.availability.state === 'full') return { state: 'part-full', startsAt: shut.session.startsAt }
  if (shut) return shut.availability
  return parts.reduce((least, part) => (part.session.seatsLeft < least.session.seatsLeft ? part : least)).availability
}
