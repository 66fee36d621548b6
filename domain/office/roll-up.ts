import { type Category, CLASS_CATEGORIES } from '../offerings/kinds'
import { atLocal, DAY, localDate, localMonth } from '../time'
import type { FigureGroup, SessionFigures } from './figures'
import { mondayOf } from './holidays'

/** Sums of figures of sessions, in this order. */
const FIELDS = ['sessions', 'capacity', 'booked', 'came', 'missed', 'waiting'] as const

/** Sums of the figures of some sessions. */
export type Sums = Record<(typeof FIELDS)[number], number>

/** The same as stored: numbers in the order of `FIELDS`, because a city has very many of them. */
export type StoredSums = number[]

/** A category, or all classes together: days of seats and rooms count slots and not people's places. */
type Of = Category | 'all'

/**
 * The figures of a month of a centre, by category: of its days (`01`), and of the whole month. A page reads one category, of very many
 * documents.
 */
export interface MonthFigures {
  days: Partial<Record<Of, Record<string, StoredSums>>>
  totals: Partial<Record<Of, StoredSums>>
}

/** The figures of sessions of one month. Pure. */
export function monthFigures(figures: readonly SessionFigures[]): MonthFigures {
  const result: MonthFigures = { days: {}, totals: {} }
  for (const one of figures) {
    const own = [1, one.capacity, one.booked, one.came, one.missed, one.waiting]
    const date = localDate(one.startsAt).slice(8)
    for (const of of isClass(one.category) ? ([one.category, 'all'] as const) : [one.category]) {
      const days = result.days[of] ?? {}
      days[date] = plus(days[date], own)
      result.days[of] = days
      result.totals[of] = plus(result.totals[of], own)
    }
  }
  return result
}

function plus(sums: StoredSums | undefined, more: StoredSums): StoredSums {
  return more.map((value, n) => value + (sums?.[n] ?? 0))
}

/** A stored month, as far as it was read: without its days, all of it counts. */
export type ReadMonth = Pick<MonthFigures, 'totals'> & Partial<MonthFigures> & { centreId: string; month: string }

/** Sums by a key. */
export interface KeyedSums {
  key: string
  sums: Sums
}

/** Sums of stored months: by centre, and by day or month. */
export interface RollUpSums {
  centres: KeyedSums[]
  series: KeyedSums[]
  /** What had sessions in these months, in the order of their ids. */
  categories: Category[]
}

/** Longest span whose series has days; a longer one has months. */
const DAYS_SHOWN = 92

/** What the series of a span is by. Both dates are included. */
export function seriesOf(from: string, to: string): 'day' | 'month' {
  return atLocal(to) - atLocal(from) < DAYS_SHOWN * DAY ? 'day' : 'month'
}

/** The months (`YYYY-MM`) that a span touches, each with whether its totals suffice: all of it is in a series of months. */
export function monthsOf(from: string, to: string): { month: string; isWhole: boolean }[] {
  const months: { month: string; isWhole: boolean }[] = []
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = nextMonth(month)) {
    const isInside = `${month}-01` >= from && localDate(atLocal(`${nextMonth(month)}-01`) - DAY) <= to
    months.push({ month, isWhole: isInside && seriesOf(from, to) === 'month' })
  }
  return months
}

/** The month after this one, `YYYY-MM`. */
export function nextMonth(month: string): string {
  return localMonth(atLocal(`${month}-01`) + 32 * DAY)
}

/**
 * Sums stored months over a span of days, both included. `category`: only this one; null: all classes. Pure.
 */
export function sumMonths(
  months: readonly ReadMonth[],
  { from, to, category }: { from: string; to: string; category: Category | null },
): RollUpSums {
  const by = seriesOf(from, to)
  const of = category ?? 'all'
  const centres = new Map<string, StoredSums>()
  const series = new Map<string, StoredSums>()
  const categories = new Set<Category>()
  const add = (centreId: string, key: string, sums: StoredSums | undefined) => {
    if (!sums) return
    centres.set(centreId, plus(centres.get(centreId), sums))
    series.set(key, plus(series.get(key), sums))
  }
  for (const { centreId, month, days, totals } of months) {
    for (const each of Object.keys(totals) as Of[]) if (each !== 'all') categories.add(each)
    if (!days) add(centreId, month, totals[of])
    else
      for (const [day, sums] of Object.entries(days[of] ?? {})) {
        const date = `${month}-${day}`
        if (date >= from && date <= to) add(centreId, by === 'day' ? date : month, sums)
      }
  }
  return { centres: keyed(centres), series: keyed(series), categories: [...categories].sort() }
}

function isClass(category: Category): boolean {
  return CLASS_CATEGORIES.some(({ id }) => id === category)
}

function keyed(sums: ReadonlyMap<string, StoredSums>): KeyedSums[] {
  return [...sums].map(([key, own]) => ({ key, sums: sumsOf(own) })).sort((a, b) => (a.key < b.key ? -1 : 1))
}

function sumsOf(stored: StoredSums): Sums {
  return Object.fromEntries(FIELDS.map((field, n) => [field, stored[n] ?? 0])) as Sums
}

/** Sums as a group of figures, with its shares; there are no single sessions behind it. */
export function groupOfSums({ key, sums }: KeyedSums): FigureGroup {
  const { capacity, booked, came, missed } = sums
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  return {
    key,
    ...sums,
    fill: share(booked, capacity),
    attendance: share(came, booked),
    absence: share(missed, booked),
    ids: [],
  }
}

/** A bar of a series: a day, a week or a month, with its first and its last day. */
export interface SeriesBar {
  group: FigureGroup
  from: string
  to: string
}

/** Longest span that is shown by the day; a longer one is shown by the week. */
const SINGLE_DAYS = 14

/** The bars of a series: months as they are, days by themselves in a short span, else by the week. In order. Pure. */
export function seriesBars(series: readonly KeyedSums[], by: 'day' | 'month', from: string, to: string): SeriesBar[] {
  const inside = (first: string, last: string) => ({
    from: first < from ? from : first,
    to: last > to ? to : last,
  })
  if (by === 'month') {
    return series.map(one => ({
      group: groupOfSums(one),
      ...inside(`${one.key}-01`, localDate(atLocal(`${nextMonth(one.key)}-01`) - DAY)),
    }))
  }
  const isShort = atLocal(to) - atLocal(from) < SINGLE_DAYS * DAY
  const bars = new Map<string, Sums>()
  for (const { key, sums } of series) {
    const bar = isShort ? key : localDate(mondayOf(atLocal(key)))
    const before = bars.get(bar)
    bars.set(bar, Object.fromEntries(FIELDS.map(field => [field, sums[field] + (before?.[field] ?? 0)])) as Sums)
  }
  return [...bars].map(([key, sums]) => ({
    group: groupOfSums({ key, sums }),
    ...inside(key, isShort ? key : localDate(atLocal(key) + 6 * DAY)),
  }))
}
