import { type Category, CLASS_CATEGORIES } from '../offerings/kinds'
import { atLocal, DAY, localDate, localHour, localMonth, weekday } from '../time'
import type { FigureGroup, SessionFigures } from './figures'
import { mondayOf } from './holidays'
import { AGE_GROUPS, type MonthPeople, type PeopleCount } from './people'

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
  /** Of each hour of its days (`0109`: the first, from nine on). Absent: an earlier release has counted. */
  hours?: Partial<Record<Of, Record<string, StoredSums>>>
  /** Of the weekdays (`w0`: Monday) and the hours (`h09`) of the whole month, each for itself. */
  split?: Partial<Record<Of, Record<string, StoredSums>>>
  /** Visits to the rest stations that began, by day, and of the whole month. */
  visits?: { days: Record<string, number>; total: number }
  /** Those who came to classes, by their ages. */
  people?: MonthPeople
}

/** The figures of sessions of one month, and of the visits that began in it (epoch ms). Pure. */
export function monthFigures(
  figures: readonly SessionFigures[],
  visits: readonly number[],
): Required<Omit<MonthFigures, 'people'>> {
  const result: ReturnType<typeof monthFigures> = {
    ...{ days: {}, totals: {}, hours: {}, split: {} },
    visits: { days: {}, total: visits.length },
  }
  for (const at of visits) {
    const date = localDate(at).slice(8)
    result.visits.days[date] = (result.visits.days[date] ?? 0) + 1
  }
  for (const one of figures) {
    const own = [1, one.capacity, one.booked, one.came, one.missed, one.waiting]
    const date = localDate(one.startsAt).slice(8)
    const [day, hour] = [weekdayKey(one.startsAt), hourKey(one.startsAt)]
    for (const of of isClass(one.category) ? ([one.category, 'all'] as const) : [one.category]) {
      addUnder(result.days, of, date, own)
      addUnder(result.hours, of, `${date}${hour.slice(1)}`, own)
      for (const key of [day, hour]) addUnder(result.split, of, key, own)
      result.totals[of] = plus(result.totals[of], own)
    }
  }
  return result
}

/** The key of the weekday of a moment (epoch ms): `w0` for Monday. */
function weekdayKey(at: number): string {
  return `w${(weekday(at) + 6) % 7}`
}

/** The key of the hour in which a moment lies: `h09`. */
function hourKey(at: number): string {
  return `h${String(localHour(at)).padStart(2, '0')}`
}

function addUnder(sums: Partial<Record<Of, Record<string, StoredSums>>>, of: Of, key: string, more: StoredSums): void {
  const own = sums[of] ?? {}
  own[key] = plus(own[key], more)
  sums[of] = own
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
  /** By weekday (`w0`: Monday) and by hour (`h09`), each for itself; months that an earlier release has counted have no hours. */
  split: KeyedSums[]
  /** Visits to rest stations, whatever the category: by the key of the series. */
  visits: { key: string; visits: number }[]
  /** Those who came to classes, whatever the category, by the group of their age (`AGE_GROUPS`). */
  people: { group: string; came: number; first: number }[]
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
  const split = new Map<string, StoredSums>()
  const visited = new Map<string, number>()
  const people = new Map<string, PeopleCount>()
  const addPeople = (counts: Record<string, PeopleCount> | undefined) => {
    for (const [group, [came, first]] of Object.entries(counts ?? {})) {
      const had = people.get(group) ?? [0, 0]
      people.set(group, [had[0] + came, had[1] + first])
    }
  }
  const categories = new Set<Category>()
  const addSplit = (key: string, sums: StoredSums) => split.set(key, plus(split.get(key), sums))
  const addVisits = (key: string, visits: number) => visited.set(key, (visited.get(key) ?? 0) + visits)
  const isInside = (date: string) => date >= from && date <= to
  const add = (centreId: string, key: string, sums: StoredSums | undefined) => {
    if (!sums) return
    centres.set(centreId, plus(centres.get(centreId), sums))
    series.set(key, plus(series.get(key), sums))
  }
  for (const { centreId, month, days, totals, hours, split: whole, visits, people: counted } of months) {
    for (const each of Object.keys(totals) as Of[]) if (each !== 'all') categories.add(each)
    if (!days) {
      add(centreId, month, totals[of])
      for (const [key, sums] of Object.entries(whole?.[of] ?? {})) addSplit(key, sums)
      if (visits?.total) addVisits(month, visits.total)
      addPeople(counted?.total)
      continue
    }
    for (const [day, sums] of Object.entries(days[of] ?? {})) {
      const date = `${month}-${day}`
      if (!isInside(date)) continue
      add(centreId, by === 'day' ? date : month, sums)
      addSplit(weekdayKey(atLocal(date)), sums)
    }
    for (const [key, sums] of Object.entries(hours?.[of] ?? {}))
      if (isInside(`${month}-${key.slice(0, 2)}`)) addSplit(`h${key.slice(2)}`, sums)
    for (const [day, counts] of Object.entries(counted?.days ?? {})) if (isInside(`${month}-${day}`)) addPeople(counts)
    for (const [day, count] of Object.entries(visits?.days ?? {})) {
      const date = `${month}-${day}`
      if (isInside(date)) addVisits(by === 'day' ? date : month, count)
    }
  }
  return {
    centres: keyed(centres),
    series: keyed(series),
    split: keyed(split),
    visits: [...visited].map(([key, count]) => ({ key, visits: count })).sort((a, b) => (a.key < b.key ? -1 : 1)),
    people: AGE_GROUPS.flatMap(group => {
      const [came, first] = people.get(group) ?? [0, 0]
      return came > 0 ? [{ group, came, first }] : []
    }),
    categories: [...categories].sort(),
  }
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

/** Sums of nothing but people who came, such as visits: they are drawn as figures of sessions are. */
export function cameOnly(rows: readonly { key: string; visits: number }[]): KeyedSums[] {
  return rows.map(({ key, visits }) => ({ key, sums: { ...sumsOf([]), came: visits } }))
}

/** The last seven days of a series of days, and the seven before; null: the span does not hold both. Pure. */
export function lastWeeks(
  series: readonly KeyedSums[],
  by: 'day' | 'month',
  from: string,
  to: string,
): { last: FigureGroup; before: FigureGroup } | null {
  const start = (weeks: number) => localDate(atLocal(to) - (7 * weeks - 1) * DAY)
  if (by === 'month' || start(2) < from) return null
  const sumOf = (first: string, last: string) => {
    const inside = series.filter(({ key }) => key >= first && key <= last)
    const sums = inside.reduce<StoredSums>(
      (sum, one) =>
        plus(
          sum,
          FIELDS.map(field => one.sums[field]),
        ),
      FIELDS.map(() => 0),
    )
    return groupOfSums({ key: first, sums: sumsOf(sums) })
  }
  return { last: sumOf(start(1), to), before: sumOf(start(2), localDate(atLocal(start(1)) - DAY)) }
}
