import { quarterOf } from '@domain/participation/issue'
import { panelFault } from '@domain/participation/panel'
import { pointRulesAt } from '@domain/participation/rules'
import { createdIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { gte, inc } from '../kernel/store/port'
import { MAX_LISTED } from './home'
import { quarterAt } from './issues'

/** How many latest requests each remembers. */
const REMEMBERED = 20

/** Tasks, goods and the panel of a centre. */
export const getPoints: Handler<'office.points'> = (context, { centreId }) => pointsEdit(context, centreId)

async function pointsEdit({ store, now }: StaffContext, centreId: string) {
  const [tasks, goods, panel, quarter] = await Promise.all([
    store.pointtasks.find({ where: { centreId }, limit: MAX_LISTED }),
    store.pointgoods.find({ where: { centreId }, limit: MAX_LISTED }),
    store.pointpanels.get(centreId),
    quarterAt(store, centreId, now),
  ])
  return {
    now,
    tasks: tasks.map(({ _id, title, words, points, per, every, mutual, isOpen, revision }) => ({
      ...{ id: _id, title, words, points, per, every, mutual, isOpen, revision },
    })),
    goods: goods.map(({ _id, kind, title, points, isOpen, left, revision }) => ({
      ...{ id: _id, kind, title, points, isOpen, left, revision },
    })),
    panel: {
      members: (panel?.members ?? []).map(({ accountId, name, outside }) => ({ accountId, name, outside })),
      revision: panel?.revision ?? 0,
    },
    panelLeast: pointRulesAt(now).panelLeast,
    quarter,
  }
}

/** Saves a task, guarded by the revision that was read. Idempotent under the request id. */
export const saveTask: Handler<'office.savePointTask'> = async (context, input) => {
  const { store } = context
  const { centreId, taskId, revision, ...task } = input
  const _id = taskId ?? createdIdOf('point-task', context)
  note(context, { subject: { id: _id, title: task.title } })
  const stored = await store.pointtasks.get(_id)
  const before = taskId === undefined ? stored : requireAtCentre(stored, centreId, 'TASK_NOT_FOUND')
  if (!before?.requests.includes(context.requestId)) {
    const after = { ...task, ...managed(context, before?.requests, revision) }
    const isSaved = before
      ? (await store.pointtasks.update({ _id, revision }, after)) === 1
      : await store.pointtasks.insert({ _id, centreId, ...after })
    if (!isSaved && !(await store.pointtasks.get(_id))?.requests.includes(context.requestId))
      throw new AppError('POINTS_CHANGED', null)
  }
  return pointsEdit(context, centreId)
}

/** Saves a good and changes its stock, guarded by the revision and by what is left. Idempotent under the request id. */
export const saveGood: Handler<'office.savePointGood'> = async (context, input) => {
  const { store, now } = context
  const { centreId, goodId, revision, added, ...good } = input
  const _id = goodId ?? createdIdOf('point-good', context)
  note(context, { subject: { id: _id, title: good.title }, ...(added === 0 ? {} : { to: `库存 ${added}` }) })
  const stored = await store.pointgoods.get(_id)
  const before = goodId === undefined ? stored : requireAtCentre(stored, centreId, 'GOOD_NOT_FOUND')
  if (!before?.requests.includes(context.requestId)) {
    if ((before?.left ?? 0) + added < 0) throw new AppError('STOCK_SHORT', { left: before?.left ?? 0 })
    const after = { ...good, ...managed(context, before?.requests, revision) }
    const [quarter, value] = [quarterOf(now), added * good.points]
    const more = { left: inc(added), ...(value === 0 ? {} : { [`funded.${quarter}` as const]: inc(value) }) }
    const isSaved = before
      ? (await store.pointgoods.update({ _id, revision, left: gte(-added) }, { ...after, ...more })) === 1
      : await store.pointgoods.insert({
          _id,
          centreId,
          ...after,
          left: added,
          funded: { [quarter]: value },
          holds: {},
          sweepAt: 0,
        })
    if (!isSaved && !(await store.pointgoods.get(_id))?.requests.includes(context.requestId))
      throw new AppError('POINTS_CHANGED', null)
  }
  return pointsEdit(context, centreId)
}

/** Saves the panel; open cases keep the judges that they have. Throws PANEL_INVALID, POINTS_CHANGED. */
export const savePanel: Handler<'office.savePointPanel'> = async (context, { centreId, revision, members }) => {
  const { store, now, requestId } = context
  note(context, { subject: { id: centreId, title: '评议小组' }, to: `${members.length} 人` })
  const least = pointRulesAt(now).panelLeast
  const fault = panelFault(members, least)
  if (fault) throw new AppError('PANEL_INVALID', { fault, least })
  const before = await store.pointpanels.get(centreId)
  if (!before?.requests.includes(requestId)) {
    const known = new Map(before?.members.map(({ accountId, since = 0 }) => [accountId, since]))
    const since = (accountId: string) => known.get(accountId) ?? now
    const dated = members.map(member => ({ ...member, since: since(member.accountId) }))
    const after = { members: dated, ...managed(context, before?.requests, revision) }
    const isSaved = before
      ? (await store.pointpanels.update({ _id: centreId, revision }, after)) === 1
      : await store.pointpanels.insert({ _id: centreId, ...after })
    if (!isSaved && !(await store.pointpanels.get(centreId))?.requests.includes(requestId))
      throw new AppError('POINTS_CHANGED', null)
  }
  return pointsEdit(context, centreId)
}

function managed({ now, actor, requestId }: StaffContext, requests: readonly string[] | undefined, revision: number) {
  return {
    revision: revision + 1,
    requests: [...(requests ?? []), requestId].slice(-REMEMBERED),
    changedAt: now,
    changedBy: actor,
    forgottenAt: null,
  }
}
