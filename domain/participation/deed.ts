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

/** Most objections to one deed: one is enough for the panel to decide. */
export const MAX_OBJECTIONS = 10
