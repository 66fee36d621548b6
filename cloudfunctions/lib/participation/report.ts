import { slotOf } from '@domain/participation/award'
import { decideReport } from '@domain/participation/deed'
import { shownState } from '@domain/participation/deed-state'
import { pointRulesAt } from '@domain/participation/rules'
import { maskName, SELF_ID } from '@domain/people/members'
import { DAY } from '@domain/time'
import { loadAccount } from '../accounts/account'
import { deedCodeOf, deedIdOf } from '../kernel/ids'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { DeedDocument } from '../kernel/store/documents'
import { changeDeed } from './deeds'
import { deedView } from './views'

/** What a household is called that has given no name. */
const UNNAMED = '居民'

/**
 * Reports that a task was done. The deed's id is that of task, household and period, so one insert decides; a deed that nobody
 * confirmed in time makes room for a new report. Idempotent under the request id.
 */
export const report: Handler<'points.report'> = async (context, { taskId, date, hours, note }) => {
  const { store, now, accountId, requestId } = context
  const [stored, account] = await Promise.all([store.pointtasks.get(taskId), loadAccount(context)])
  const task = requireFound(stored, 'TASK_NOT_FOUND')
  const _id = deedIdOf(context, taskId, accountId, slotOf(task.every, date))
  const rules = pointRulesAt(now)
  const earlier = await store.deeds.get(_id)
  if (earlier?.requestId === requestId) return { now, deed: deedView(requireSame(earlier, { date, hours, note })) }
  enforce(decideReport(task, { date, hours }, now, rules))
  const nickname = account.members.find(({ id }) => id === SELF_ID)?.nickname
  const { title, points, per, mutual, revision } = task
  const fresh: DeedDocument = {
    ...{ _id, centreId: task.centreId, taskId, accountId, date, hours, note, requestId },
    name: nickname === undefined ? UNNAMED : maskName(nickname),
    task: { title, points, per, mutual, revision },
    rulesId: rules.id,
    code: deedCodeOf(context, _id, requestId),
    state: 'done',
    at: now,
    dueAt: now + rules.confirmDays * DAY,
    confirmed: null,
    points: null,
    listedUntil: null,
    objections: {},
    judges: [],
    panelUntil: null,
    votes: {},
    flags: [],
    reclaimed: null,
    revision: 0,
    forgottenAt: null,
  }
  if (await store.deeds.insert(fresh)) return { now, deed: deedView(fresh) }
  const { _id: _same, revision: _kept, ...again } = fresh
  const deed = await changeDeed(context, _id, current => {
    if (current.requestId === requestId) return null
    if (shownState(current.state) === 'lapsed') return again
    throw new AppError('ALREADY_REPORTED', { deedId: _id, date: current.date })
  })
  return { now, deed: deedView(requireSame(deed, { date, hours, note })) }
}

function requireSame(deed: DeedDocument, asked: Pick<DeedDocument, 'date' | 'hours' | 'note'>): DeedDocument {
  if (deed.date !== asked.date || deed.hours !== asked.hours || deed.note !== asked.note)
    throw new AppError('REQUEST_REUSED', null)
  return deed
}

/** A deed of the caller's household. */
export const getDeed: Handler<'points.deed'> = async ({ store, now, accountId }, { deedId }) => {
  const deed = await store.deeds.get(deedId)
  if (deed?.accountId !== accountId) throw new AppError('DEED_NOT_FOUND', null)
  return { now, deed: deedView(deed) }
}
