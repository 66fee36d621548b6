import { type OpeningHours, type OpenState, openState } from '../places/opening-hours'
import { MINUTE } from '../time'

/** A temporary closure outside the usual ones. Times are epoch ms; `until` is when the station opens again. */
export interface Closure {
  from: number
  until: number
  reason: string
}

/** The facts that determine whether a station is open. */
export interface StationHours {
  hours: OpeningHours
  /** Null, or a closure that may be over. */
  closure: Closure | null
}

/** Whether a station is open at `now` (epoch ms), and when that changes next. */
export function stationState({ hours, closure }: StationHours, now: number): OpenState {
  if (!closure || now < closure.from || closure.until <= now) return openState(hours, now)
  const then = openState(hours, closure.until)
  return { open: false, opensAt: then.open ? closure.until : then.opensAt, reason: closure.reason }
}

/** Until when a person who arrives at `now` may stay: `stay` ms, but not past closing. Epoch ms; null while closed. */
export function stayUntil(doors: StationHours, stay: number, now: number): number | null {
  const state = stationState(doors, now)
  return state.open ? Math.min(now + stay, state.closesAt) : null
}

/** After this long without a change or confirmation, the number of free seats is not reliable. */
export const STALE_AFTER = 30 * MINUTE

/** Stands for "never" in fields that are compared: the last moment a Date can hold. */
export const FAR_FUTURE = 8_640_000_000_000_000
