import * as v from 'valibot'
import { CATEGORY_IDS } from '../offerings/kinds'
import type { SessionFigures } from '../office/figures'
import type { RollUpSums, Sums } from '../office/roll-up'
import { date, id } from './fields'
import { place } from './office-team'
import { route } from './route'

/** A day of a centre in figures, which count people in classes and spaces; the kitchen counts meals. */
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

/** Figures of the centres of a place over a span of days, from what is counted each night. */
export interface RollUp extends Pick<RollUpSums, 'series' | 'split' | 'visits' | 'people' | 'categories'> {
  now: number
  /** The last day that all these centres have counted; the figures end with it. Null: none is counted yet. */
  until: string | null
  /** Centres whose figures are not complete, because they are still being counted. */
  behind: number
  /** What the series is by: days up to a span of 92 days, months beyond. */
  by: 'day' | 'month'
  /** In the city's order; `sums` is null where there was no session. */
  centres: { id: string; name: string; county: string; sums: Sums | null }[]
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
  /**
   * Figures of a centre, of the centres of a county, or of the city side by side, over at most 366 days, both included; of one
   * category, or of all classes.
   */
  'office.rollUp': route<RollUp>()({
    effect: 'read',
    input: v.strictObject({ ...place, from: date, to: date, category: v.optional(v.picklist(CATEGORY_IDS)) }),
    errors: ['TIME_NOT_POSSIBLE'],
  }),
  /** What waits for the caller at the centre, as far as they may do it; kinds without any are left out. */
  'office.tasks': route<{ now: number; tasks: OpenTask[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
}
