import { type Category, CLASS_CATEGORIES, type Kind } from '../offerings/kinds'
import { localDate, localHour, weekday } from '../time'
import { mondayOf } from './holidays'

/** The figures of one session, which count people. */
export interface SessionFigures {
  id: string
  offeringId: string
  kind: Kind
  category: Category
  title: string
  startsAt: number
  /** Places, for classes; spots, for a day of seats or rooms. */
  capacity: number
  booked: number
  came: number
  /** Absences that count: nobody came, or the seat was released for it. */
  missed: number
  /** Parties that were still waiting, or registered for a draw. */
  waiting: number
}

/** Figures that belong together, with the sessions behind them. */
export interface FigureGroup {
  key: string
  sessions: number
  capacity: number
  booked: number
  came: number
  missed: number
  waiting: number
  /** Booked of the places, came of those booked, missed of those booked; null where there was nothing to share. */
  fill: number | null
  attendance: number | null
  absence: number | null
  /** Ids of the sessions, by time: a bar of a chart opens them. */
  ids: string[]
}

/** What figures are grouped by. A day, a week and an hour are those of China. */
export const FIGURE_KEYS = ['all', 'category', 'offering', 'weekday', 'hour', 'day', 'week'] as const
export type FigureKey = (typeof FIGURE_KEYS)[number]

const KEY_OF: Record<FigureKey, (figures: SessionFigures) => string> = {
  all: () => 'all',
  category: ({ category }) => category,
  offering: ({ offeringId }) => offeringId,
  // Monday first.
  weekday: ({ startsAt }) => String((weekday(startsAt) + 6) % 7),
  hour: ({ startsAt }) => String(localHour(startsAt)).padStart(2, '0'),
  day: ({ startsAt }) => localDate(startsAt),
  week: ({ startsAt }) => localDate(mondayOf(startsAt)),
}

/** Groups figures of sessions; the same sums whatever they are grouped by. Groups are in the order of their keys. */
export function groupFigures(figures: readonly SessionFigures[], by: FigureKey): FigureGroup[] {
  const groups = new Map<string, SessionFigures[]>()
  for (const one of figures) {
    const key = KEY_OF[by](one)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups]
    .map(([key, own]) => groupOf(key, own))
    .sort((a, b) => orderOf(by, a.key) - orderOf(by, b.key) || (a.key < b.key ? -1 : 1))
}

/** Categories are in their usual order; all other keys sort by themselves. */
function orderOf(by: FigureKey, key: string): number {
  if (by !== 'category') return 0
  const place = CLASS_CATEGORIES.findIndex(({ id }) => id === key)
  return place < 0 ? CLASS_CATEGORIES.length : place
}

function groupOf(key: string, own: readonly SessionFigures[]): FigureGroup {
  const sum = (of: 'capacity' | 'booked' | 'came' | 'missed' | 'waiting') =>
    own.reduce((total, one) => total + one[of], 0)
  const [capacity, booked, came, missed, waiting] = [
    sum('capacity'),
    sum('booked'),
    sum('came'),
    sum('missed'),
    sum('waiting'),
  ]
  const ids = [...own].sort((a, b) => a.startsAt - b.startsAt).map(({ id }) => id)
  return {
    key,
    sessions: own.length,
    capacity,
    booked,
    came,
    missed,
    waiting,
    fill: share(booked, capacity),
    attendance: share(came, booked),
    absence: share(missed, booked),
    ids,
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** The median of values; null when there is none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
