import * as v from 'valibot'
import type { SessionFigures } from '../office/figures'
import { date, id } from './fields'
import { route } from './route'

/** A day of a centre in figures, which count people. */
export interface DaySummary {
  /** Local date, `YYYY-MM-DD`. */
  date: string
  /** Sessions that take place. */
  sessions: number
  booked: number
  came: number
}

/**
 * What waits for somebody: `appeals` undecided; `duplicates` bookings used twice in the last week; `offers` places offered to
 * the waitlist without an answer; `waiting` sessions of the coming week for which people wait; `drafts` sessions of the coming
 * two weeks that are not published.
 */
export type TaskKind = 'appeals' | 'duplicates' | 'offers' | 'waiting' | 'drafts'

/** One kind of open tasks. */
export interface OpenTask {
  kind: TaskKind
  /** At most 100 are counted. */
  count: number
  /** The first of them, epoch ms: since when it waits, or when it begins. */
  firstAt: number
  /** The first few: id of the session, draft or record, its title, and its moment. */
  items: { id: string; title: string; at: number }[]
}

/** Routes of the desk's first page, and of the numbers. */
export const officeDayRoutes = {
  /** Seven days of the centre from `from` on, in figures. */
  'office.week': route<{ now: number; days: DaySummary[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, from: date }),
    errors: [],
  }),
  /**
   * Figures of every session of a span of days, both included, at most 92. `groupFigures` (`domain/office/figures.ts`) groups
   * them for charts and tables, each group with its sessions.
   */
  'office.figures': route<{ now: number; sessions: SessionFigures[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, from: date, to: date }),
    errors: ['TIME_NOT_POSSIBLE'],
  }),
  /** What waits for the caller at the centre, as far as they may do it; kinds without any are left out. */
  'office.tasks': route<{ now: number; tasks: OpenTask[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
}
