import { type Refusal, refuse } from '../errors'
import { atLocal, DAY, localDate, startOfLocalDay } from '../time'
import { MAX_HOURS, type TaskEvery, type TaskPer } from './award'
import { type DeedState, shownState } from './deed-state'
import type { PointRules } from './rules'

/** A task as its community sets it. */
export interface PointTask {
  title: string
  words: string
  points: number
  per: TaskPer
  every: TaskEvery
  /** Between two households: who was helped confirms it, and repeated help earns less. */
  mutual: boolean
  isOpen: boolean
}

/** Decides whether a household can report a deed of a task; null: yes. */
export function decideReport(
  task: Pick<PointTask, 'isOpen' | 'per'>,
  { date, hours }: { date: string; hours: number | null },
  now: number,
  { reportDays }: Pick<PointRules, 'reportDays'>,
): Refusal | null {
  if (!task.isOpen) return refuse('TASK_CLOSED', null)
  const from = startOfLocalDay(now) - reportDays * DAY
  if (atLocal(date) > now || atLocal(date) < from) return refuse('DEED_DATE_WRONG', { from: localDate(from) })
  const isRight = task.per === 'hour' ? hours !== null && hours >= 1 && hours <= MAX_HOURS : hours === null
  return isRight ? null : refuse('HOURS_WRONG', { max: task.per === 'hour' ? MAX_HOURS : null })
}

/** Decides whether somebody can confirm a deed; null: yes. Nobody confirms for their own household. */
export function decideConfirm(state: DeedState, isOwn: boolean): Refusal | null {
  if (isOwn) return refuse('OWN_DEED', null)
  return state === 'done' ? null : refuse('DEED_NOT_OPEN', { state: shownState(state) })
}

/** Decides whether somebody can object to a deed; null: yes. */
export function decideObject(
  { state, listedUntil, objections }: { state: DeedState; listedUntil: number | null; objections: number },
  isOwn: boolean,
  now: number,
): Refusal | null {
  if (isOwn) return refuse('OWN_DEED', null)
  const isListed = (state === 'listed' || state === 'disputed') && listedUntil !== null && now < listedUntil
  if (!isListed) return refuse('DEED_NOT_OPEN', { state: shownState(state) })
  return objections >= MAX_OBJECTIONS ? refuse('DEED_NOT_OPEN', { state: shownState(state) }) : null
}

/** Why somebody should look at a deed: the same two households confirm each other often, or the confirming account is new. */
export const DEED_FLAGS = ['pair', 'new'] as const
export type DeedFlag = (typeof DEED_FLAGS)[number]

/** Whether an account that confirms is so new that it may have been made for that; null: it has no account yet. */
export function isNewWitness(
  createdAt: number | null,
  now: number,
  { witnessDays }: Pick<PointRules, 'witnessDays'>,
): boolean {
  return createdAt === null || now - createdAt < witnessDays * DAY
}

/** Whether so many earlier confirmations between the same two households are more than neighbours have. */
export function isOftenPaired(earlier: number, { witnessFrom }: Pick<PointRules, 'witnessFrom'>): boolean {
  return earlier + 1 >= witnessFrom
}

/** Until when points of a deed can be taken back, epoch ms; null: it was never listed. */
export function reclaimUntil(
  listedUntil: number | null,
  { reclaimDays }: Pick<PointRules, 'reclaimDays'>,
): number | null {
  return listedUntil === null ? null : listedUntil + reclaimDays * DAY
}

/** Decides whether points of a deed can be taken back; null: yes. Nobody does so to their own household. */
export function decideReclaim(
  { state, listedUntil }: { state: DeedState; listedUntil: number | null },
  isOwn: boolean,
  now: number,
  rules: Pick<PointRules, 'reclaimDays'>,
): Refusal | null {
  if (isOwn) return refuse('OWN_DEED', null)
  if (state !== 'final') return refuse('DEED_NOT_OPEN', { state: shownState(state) })
  return now < (reclaimUntil(listedUntil, rules) ?? 0) ? null : refuse('RECLAIM_LATE', { days: rules.reclaimDays })
}

/** Most objections to one deed: one is enough for the panel to decide. */
export const MAX_OBJECTIONS = 10
