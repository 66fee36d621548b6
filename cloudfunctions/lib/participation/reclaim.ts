import type { DeedRow, DeedsEdit } from '@domain/contracts/office-points'
import { decideReclaim } from '@domain/participation/deed'
import { shownState } from '@domain/participation/deed-state'
import { pointRulesOf } from '@domain/participation/rules'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { DeedDocument } from '../kernel/store/documents'
import { oneOf } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { advanceDeed, changeDeed } from './deeds'

/** Deeds that are shown at once, the latest. */
const MAX_DEEDS = 60
/** Deeds that have earned points, or had. */
const SHOWN = ['listed', 'disputed', 'releasing', 'final', 'reclaiming', 'reclaimed'] as const

/** The latest deeds of a centre that have earned points. */
export const getDeeds: Handler<'office.pointDeeds'> = (context, { centreId }) => deedsEdit(context, centreId)

async function deedsEdit({ store, now, accountId }: StaffContext, centreId: string): Promise<DeedsEdit> {
  const deeds = await store.deeds.find({
    where: { centreId, state: oneOf(SHOWN), forgottenAt: null },
    sort: [['at', 'desc']],
    limit: MAX_DEEDS,
  })
  const rows = deeds.map(deed => deedRow(deed, accountId, now))
  const isToLookAt = ({ flags, state }: DeedRow) => flags.length > 0 && state !== 'reclaimed'
  return { now, deeds: [...rows.filter(isToLookAt), ...rows.filter(row => !isToLookAt(row))] }
}

function deedRow(deed: DeedDocument, accountId: string, now: number): DeedRow {
  const { _id, name, task, date, hours, note: done, points, state, listedUntil, flags = [], reclaimed } = deed
  return {
    ...{ id: _id, name, title: task.title, date, hours, note: done, flags },
    points: points ?? 0,
    state: shownState(state),
    listedUntil: listedUntil ?? 0,
    canReclaim: decideReclaim(deed, deed.accountId === accountId, now, pointRulesOf(deed.rulesId)) === null,
    reason: reclaimed?.reason ?? null,
  }
}

/**
 * Takes back the points of a deed that was false. The decision is stored first; this call moves the points, or the timer when it
 * dies. Idempotent under the request id. Throws DEED_NOT_FOUND, OWN_DEED, DEED_NOT_OPEN, RECLAIM_LATE, REQUEST_REUSED.
 */
export const reclaim: Handler<'office.reclaimPoints'> = async (context, { centreId, deedId, reason }) => {
  const { now, accountId, actor: by, requestId } = context
  const deed = await changeDeed(context, deedId, current => {
    const {
      reclaimed,
      rulesId,
      accountId: owner,
      name,
      task,
      forgottenAt,
    } = requireAtCentre(current, centreId, 'DEED_NOT_FOUND')
    if (forgottenAt !== null) throw new AppError('DEED_NOT_FOUND', null)
    note(context, { person: { id: owner, name }, subject: { id: deedId, title: task.title } })
    if (reclaimed?.requestId === requestId) {
      if (reclaimed.reason !== reason) throw new AppError('REQUEST_REUSED', null)
      return null
    }
    enforce(decideReclaim(current, owner === accountId, now, pointRulesOf(rulesId)))
    return { state: 'reclaiming', reclaimed: { by, reason, at: now, requestId }, dueAt: now + STALE_CALL_AFTER }
  })
  await advanceDeed(context, deed)
  return deedsEdit(context, centreId)
}
