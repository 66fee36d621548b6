import { availabilityOf, isBookable } from '../classes/availability'
import type { Found } from '../contracts/find'
import type { SessionCard } from '../contracts/views'
import { isSpace } from '../offerings/kinds'
import { openState } from '../places/opening-hours'
import { stationState } from '../stations/state'

/** Whether a session can be booked at `now` (epoch ms). A day of a space can until it ends; its free times are on its page. */
export function canBook(session: SessionCard, now: number): boolean {
  if (isSpace(session.kind)) return session.status === 'open' && now < session.endsAt
  return isBookable(availabilityOf(session, now))
}

/** The session to show of several, soonest first: the first that can be booked, otherwise the first that is not over; null: none. */
export function sessionToShow(sessions: readonly SessionCard[], now: number): SessionCard | null {
  const coming = sessions.filter(({ endsAt, status }) => endsAt > now && status !== 'cancelled')
  return coming.find(session => canBook(session, now)) ?? coming[0] ?? null
}

/** Whether something that was found can be used or booked at `now` (epoch ms). */
export function isUsable(found: Found, now: number): boolean {
  if (found.type === 'centre') return openState(found.centre.hours, now).open
  if (found.type === 'station') return stationState(found.station, now).open && found.station.free > 0
  return found.session !== null && canBook(found.session, now)
}
