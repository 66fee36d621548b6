import { atLocal, DAY, localDate, minuteOfDay, startOfLocalDay, weekday } from '../time'

/** Opening of one weekday (0 = Sunday), in minutes after local midnight. A day not listed is closed. */
export interface DayHours {
  weekday: number
  opens: number
  closes: number
}

/** A closure of whole local days, both ends included, `YYYY-MM-DD`. */
export interface Closure {
  from: string
  to: string
  reason: string
}

/** Weekly opening hours and closures. */
export interface OpeningHours {
  week: DayHours[]
  closures: Closure[]
}

/** Whether a place is open, and when that changes next. Times are epoch ms. */
export type OpenState =
  | { open: true; closesAt: number }
  /** `opensAt` is null when nothing opens within the coming two weeks. */
  | { open: false; opensAt: number | null; reason: string | null }

function closureOn(hours: OpeningHours, date: string): Closure | undefined {
  return hours.closures.find(closure => closure.from <= date && date <= closure.to)
}

/** Whether a place is open at `now` (epoch ms), and when that changes next. */
export function openState(hours: OpeningHours, now: number): OpenState {
  const closure = closureOn(hours, localDate(now))
  const minute = minuteOfDay(now)
  const today = hours.week.find(day => day.weekday === weekday(now))
  if (!closure && today && today.opens <= minute && minute < today.closes) {
    return { open: true, closesAt: atLocal(localDate(now), today.closes) }
  }
  return { open: false, opensAt: nextOpening(hours, now), reason: closure?.reason ?? null }
}

function nextOpening(hours: OpeningHours, now: number): number | null {
  for (let ahead = 0; ahead < 14; ahead++) {
    const day = startOfLocalDay(now) + ahead * DAY
    const date = localDate(day)
    const plan = hours.week.find(entry => entry.weekday === weekday(day))
    if (!plan || closureOn(hours, date)) continue
    const opensAt = atLocal(date, plan.opens)
    if (opensAt > now) return opensAt
  }
  return null
}
