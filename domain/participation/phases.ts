import { specialDay } from '../office/holidays'
import { atLocal, DAY, localDate, localMonth, startOfLocalDay, weekday } from '../time'

/** Deadlines of phases: listings, objections, decisions of a panel. A phase ends at a local midnight. */

/** Whether people work on the local day of a moment: a weekday that is no holiday, or a weekend day that is worked instead. */
export function isWorkday(ms: number): boolean {
  const special = specialDay(localDate(ms))
  if (special) return special.kind === 'workday'
  return weekday(ms) !== 0 && weekday(ms) !== 6
}

/** The end of a phase of so many whole working days that begins at `ms`: the midnight after the last of them, epoch ms. */
export function afterWorkdays(ms: number, days: number): number {
  let day = startOfLocalDay(ms)
  for (let left = days; left > 0; ) {
    day = startOfLocalDay(day, 1)
    if (isWorkday(day)) left--
  }
  return day + DAY
}

/** The end of a phase of so many calendar days: the midnight after the last of them, epoch ms. */
export function afterDays(ms: number, days: number): number {
  return startOfLocalDay(ms, days + 1)
}

/** The end of the local month that lies so many months after that of `ms`, epoch ms. */
export function endOfMonth(ms: number, months: number): number {
  const [year = 0, month = 1] = localMonth(ms).split('-').map(Number)
  const next = year * 12 + month + months
  return atLocal(`${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}-01`)
}
