import { atLocal, DAY, localDate, minuteOfDay } from '../time'

/** Hours of the night in which nobody has to answer an offer, in minutes after local midnight: 21:30 to 07:30. */
export const QUIET_HOURS = { from: 21 * 60 + 30, to: 7 * 60 + 30 } as const

/** When the clock of an offer that is made at `now` starts, epoch ms: at once, or after a quiet night. */
export function offerClockStart(now: number): number {
  const minute = minuteOfDay(now)
  if (minute < QUIET_HOURS.to) return atLocal(localDate(now), QUIET_HOURS.to)
  return minute >= QUIET_HOURS.from ? atLocal(localDate(now + DAY), QUIET_HOURS.to) : now
}

/**
 * Until when an offer is open that is made at `now` and holds for `offerFor` ms: never past the close of booking. Where
 * booking closes before the morning, the night does not count, so that the place can still go on to somebody else.
 */
export function offerUntil(now: number, offerFor: number, closesAt: number): number {
  const start = offerClockStart(now)
  return Math.min((closesAt <= start ? now : start) + offerFor, closesAt)
}
