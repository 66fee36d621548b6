import { type OpeningHours, type OpenState, openState } from '../places/opening-hours'
import { MINUTE } from '../time'

/** A station is shut for a while, outside its usual closures. Times are epoch ms; `until` is when it opens again. */
export interface Closure {
  from: number
  until: number
  reason: string
}

/** What decides whether one may walk in. */
export interface Doors {
  hours: OpeningHours
  /** Null, or one that may be over already. */
  closure: Closure | null
}

/** Whether a station is open at `now`, and when that changes next. */
export function stationState({ hours, closure }: Doors, now: number): OpenState {
  if (!closure || now < closure.from || closure.until <= now) return openState(hours, now)
  const then = openState(hours, closure.until)
  return { open: false, opensAt: then.open ? closure.until : then.opensAt, reason: closure.reason }
}

/** Until when somebody who comes in at `now` may stay: so long, and never past closing. Null while it is closed. */
export function stayUntil(doors: Doors, stay: number, now: number): number | null {
  const state = stationState(doors, now)
  return state.open ? Math.min(now + stay, state.closesAt) : null
}

/** After so long without a change or a look by staff, nobody should rely on the number of free seats. */
export const STALE_AFTER = 30 * MINUTE

/** No moment at all, in a field that is compared: the last one that a date can name. */
export const FAR_FUTURE = 8_640_000_000_000_000
