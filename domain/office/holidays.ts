import { DAY, localDate, startOfLocalDay, weekday } from '../time'

/** What is special about a day: a public holiday, or a weekend day on which people work instead. */
export interface SpecialDay {
  kind: 'holiday' | 'workday'
  name: string
}

/** A span of days, both included, `YYYY-MM-DD`, and the days on which people work instead. */
interface Holiday {
  name: string
  from: string
  to: string
  works?: readonly string[]
}

/**
 * Public holidays with the days that are worked instead (调休), as the State Council announces them each November. For a year that
 * it has not announced here yet, only the days of the law (全国年节及纪念日放假办法) are listed, and no work days. A new year is a
 * list of lines here.
 */
const HOLIDAYS: readonly Holiday[] = [
  { name: '元旦', from: '2026-01-01', to: '2026-01-03', works: ['2026-01-04'] },
  { name: '春节', from: '2026-02-15', to: '2026-02-23', works: ['2026-02-14', '2026-02-28'] },
  { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
  { name: '劳动节', from: '2026-05-01', to: '2026-05-05', works: ['2026-05-09'] },
  { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
  { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
  { name: '国庆节', from: '2026-10-01', to: '2026-10-07', works: ['2026-09-20', '2026-10-10'] },
  // By law alone.
  { name: '元旦', from: '2027-01-01', to: '2027-01-01' },
  { name: '春节', from: '2027-02-05', to: '2027-02-08' },
  { name: '清明节', from: '2027-04-05', to: '2027-04-05' },
  { name: '劳动节', from: '2027-05-01', to: '2027-05-02' },
  { name: '端午节', from: '2027-06-09', to: '2027-06-09' },
  { name: '中秋节', from: '2027-09-15', to: '2027-09-15' },
  { name: '国庆节', from: '2027-10-01', to: '2027-10-03' },
]

/** What is special about a local date, `YYYY-MM-DD`; null: nothing. */
export function specialDay(date: string): SpecialDay | null {
  for (const { name, from, to, works = [] } of HOLIDAYS) {
    if (from <= date && date <= to) return { kind: 'holiday', name }
    if (works.includes(date)) return { kind: 'workday', name }
  }
  return null
}

/** The position of a day among the same weekdays of its month: 2 for the second Saturday. */
export function weekdayOrdinal(ms: number): number {
  return Math.ceil(Number(localDate(ms).slice(8)) / 7)
}

/** Local midnight of the n-th such weekday of a month (`YYYY-MM`), epoch ms; null when the month has none. */
export function nthWeekday(month: string, day: number, ordinal: number): number | null {
  const first = Date.parse(`${month}-01T00:00:00+08:00`)
  const start = first + (((day - weekday(first) + 7) % 7) + 7 * (ordinal - 1)) * DAY
  return localDate(start).startsWith(month) ? start : null
}

/** Local midnight of the Monday of the week, epoch ms. */
export function mondayOf(ms: number): number {
  return startOfLocalDay(ms) - ((weekday(ms) + 6) % 7) * DAY
}
