import { atLocal, DAY, localDate, startOfLocalDay, weekday } from '../time'

/**
 * Opening of one weekday (0 = Sunday), in minutes after local midnight. A day not listed is closed. A closing that is
 * not after the opening is on the next day: 18:00–02:00 is 1080 to 120 or to 1560, around the clock 0 to 1440 or to 0.
 */
export interface DayHours {
  weekday: number
  opens: number
  closes: number
}

/** A closure of whole local days, both ends included, `YYYY-MM-DD`. Hours past midnight belong to the day they begin. */
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
  /** `closesAt` is more than a week ahead for a place that never closes. */
  | { open: true; closesAt: number }
  /** `opensAt` is null when nothing opens within the coming two weeks. */
  | { open: false; opensAt: number | null; reason: string | null }

/** Days that are looked ahead. */
const AHEAD = 14
const DAY_MINUTES = 24 * 60

/** The minute at which these hours end, counted from the midnight of the day on which they begin. */
export function closingMinute({ opens, closes }: Pick<DayHours, 'opens' | 'closes'>): number {
  return closes > opens ? closes : closes + DAY_MINUTES
}

/** The closure of a local date; undefined: there is none. */
export function closureOn(hours: Pick<OpeningHours, 'closures'>, date: string): Closure | undefined {
  return hours.closures.find(closure => closure.from <= date && date <= closure.to)
}

/** Whether a place is open at `now` (epoch ms), and when that changes next. */
export function openState(hours: OpeningHours, now: number): OpenState {
  const spans = spansFromYesterday(hours, now)
  const current = spans.find(({ from, to }) => from <= now && now < to)
  if (current) return { open: true, closesAt: current.to }
  return {
    open: false,
    opensAt: spans.find(({ from }) => from > now)?.from ?? null,
    reason: closureOn(hours, localDate(now))?.reason ?? null,
  }
}

/** The spans that begin from yesterday on, in order; those that meet are one. */
function spansFromYesterday(hours: OpeningHours, now: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (let ahead = -1; ahead < AHEAD; ahead++) {
    const day = startOfLocalDay(now) + ahead * DAY
    const date = localDate(day)
    const plan = hours.week.find(entry => entry.weekday === weekday(day))
    if (!plan || closureOn(hours, date)) continue
    const [from, to] = [atLocal(date, plan.opens), atLocal(date, closingMinute(plan))]
    const last = spans[spans.length - 1]
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}
