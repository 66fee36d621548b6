import type { SessionCard } from '../contracts/views'
import { DAY, localDate, MONDAY_FIRST, startOfLocalDay, weekday } from '../time'

/** Weeks that a calendar shows, this one included. */
export const WEEKS = 6

/** The Monday of a week: `ahead` weeks after the one of `now` (epoch ms), as the local midnight. */
export function mondayOf(now: number, ahead = 0): number {
  return startOfLocalDay(now, 7 * ahead - (MONDAY_FIRST as readonly number[]).indexOf(weekday(now)))
}

/** One day of a calendar. */
export interface WeekDay {
  /** Local midnight, epoch ms. */
  day: number
  sessions: SessionCard[]
}

/** The days of the week from `monday` that are not over, each with its sessions in the order given. */
export function weekDays(sessions: readonly SessionCard[], monday: number, now: number): WeekDay[] {
  return MONDAY_FIRST.map((_, n) => monday + n * DAY)
    .filter(day => day + DAY > now)
    .map(day => ({ day, sessions: sessions.filter(({ startsAt }) => localDate(startsAt) === localDate(day)) }))
}
