import { mondayOf } from '../office/holidays'
import { atLocal, DAY, localDate } from '../time'
import type { PointRules } from './rules'

/** What a task earns: once each time, or for each hour. */
export const TASK_PER = ['time', 'hour'] as const
export type TaskPer = (typeof TASK_PER)[number]

/** How often a household can do a task. */
export const TASK_EVERY = ['day', 'week', 'once'] as const
export type TaskEvery = (typeof TASK_EVERY)[number]

/** Most hours of one deed. */
export const MAX_HOURS = 8

/** A help between two households: when it was confirmed, epoch ms, and how many came before it within the days of the rules. */
export interface Help {
  at: number
  earlier: number
}

/** How many of these helps come before one that is noted now, within the days of the rules. */
export function helpsBefore(helps: readonly Help[], at: number, { helpDays }: Pick<PointRules, 'helpDays'>): number {
  return helps.filter(help => Math.abs(help.at - at) < helpDays * DAY).length
}

/** The share of the points that a help earns: it falls with each help that came before. */
export function helpShare(earlier: number, { helpShares }: Pick<PointRules, 'helpShares'>): number {
  return helpShares[Math.min(earlier, helpShares.length - 1)] ?? 0
}

/** The points of a deed before the cap: whole points, rounded down. */
export function pointsOf(task: { points: number; per: TaskPer }, hours: number, share: number): number {
  return Math.floor(task.points * (task.per === 'hour' ? hours : 1) * share)
}

/** The key of the period in which a household does a task at most once: the day, the Monday of the week, or `once`. */
export function slotOf(every: TaskEvery, date: string): string {
  if (every === 'once') return 'once'
  return every === 'day' ? date : localDate(mondayOf(atLocal(date)))
}
