import type { Closure } from '@domain/places/opening-hours'
import { DAY, localDate, localMonth, startOfLocalDay, weekday } from '@domain/time'

/** A day a month on which a centre is closed, such as the second Wednesday. */
export interface MonthlyClosure {
  nth: number
  weekday: number
  reason: string
}

/** Days before `now` from which closures are computed; below, days after it: as far as a timetable reaches. */
const BEFORE = 35
const AFTER = 42

/** The closures around `now`. They depend on the calendar, not on `now`, so that a later start finds the same days. */
export function closuresOf(rule: MonthlyClosure, now: number): Closure[] {
  const days = Array.from({ length: BEFORE + AFTER }, (_, i) => startOfLocalDay(now, i - BEFORE))
  return days
    .filter(day => weekday(day) === rule.weekday && nthInMonth(day) === rule.nth)
    .map(day => ({ from: localDate(day), to: localDate(day), reason: rule.reason }))
}

/** Returns which occurrence of its weekday in the month a day is: 2 for the second Wednesday. */
function nthInMonth(day: number): number {
  let nth = 1
  while (localMonth(day - nth * 7 * DAY) === localMonth(day)) nth++
  return nth
}
