import type { Closure } from '@domain/places/opening-hours'
import { DAY, localDate, localMonth, startOfLocalDay, weekday } from '@domain/time'

/** A day a month on which a centre is closed, such as the second Wednesday. */
export interface MonthlyClosure {
  nth: number
  weekday: number
  reason: string
}

/** Days around `now` in which closures are looked for: all that a timetable may touch. */
const BEFORE = 35
const AFTER = 42

/** The closures around `now`. They hang on the calendar and not on `now`, so that a later start finds the same days. */
export function closuresOf(rule: MonthlyClosure, now: number): Closure[] {
  const days = Array.from({ length: BEFORE + AFTER }, (_, i) => startOfLocalDay(now, i - BEFORE))
  return days
    .filter(day => weekday(day) === rule.weekday && nthInMonth(day) === rule.nth)
    .map(day => ({ from: localDate(day), to: localDate(day), reason: rule.reason }))
}

/** Which of its weekday in the month a day is, from 1. */
function nthInMonth(day: number): number {
  let nth = 1
  while (localMonth(day - nth * 7 * DAY) === localMonth(day)) nth++
  return nth
}
