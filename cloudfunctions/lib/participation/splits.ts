import { joinPoints, leavePoints, spendable, splitPoints } from '@domain/participation/purse'
import { splitIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import { note } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { PointSplitDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { changePurse, loadPurse } from './purses'

type SplitContext = Pick<Context, 'store' | 'now'>

/**
 * Moves points from one household to another that has left it, as both have agreed. The decision is stored first; this call moves
 * the points, or the timer when it dies. Idempotent under the request id. Throws HOUSEHOLD_NOT_FOUND, OWN_HOUSEHOLD, POINTS_SHORT,
 * REQUEST_REUSED.
 */
export const splitHousehold: Handler<'office.splitPoints'> = async (
  context,
  { centreId, fromId, toId, points, reason },
) => {
  const { store, now, accountId, requestId } = context
  const _id = splitIdOf(context)
  note(context, { person: { id: fromId, name: null }, to: `${points} 分`, reason })
  const earlier = await store.pointsplits.get(_id)
  if (!earlier) {
    if (fromId === accountId || toId === accountId) throw new AppError('OWN_HOUSEHOLD', null)
    const households = await Promise.all([fromId, toId].map(id => store.accounts.get(id, ['openid'])))
    // An erased household has no identity any more.
    if (fromId === toId || households.some(household => !household?.openid))
      throw new AppError('HOUSEHOLD_NOT_FOUND', null)
    const purse = await loadPurse(context, fromId)
    if (spendable(purse, now) < points) throw new AppError('POINTS_SHORT', { spendable: spendable(purse, now), points })
    await store.pointsplits.insert({
      ...{ _id, centreId, fromId, toId, points, requestId, state: 'intent', lots: [], at: now },
      ...{ dueAt: now + STALE_CALL_AFTER, revision: 0 },
    })
  }
  const split = requireFound(await store.pointsplits.get(_id), 'HOUSEHOLD_NOT_FOUND')
  if (split.fromId !== fromId || split.toId !== toId || split.points !== points)
    throw new AppError('REQUEST_REUSED', null)
  const done = await moveSplit(context, split)
  const left = spendable(await loadPurse(context, fromId), now)
  if (done.state === 'refused') throw new AppError('POINTS_SHORT', { spendable: left, points })
  return { now, left }
}

/** Takes the points, gives them, and forgets that they were under way. Safe to repeat from any step. */
async function moveSplit(context: SplitContext, split: PointSplitDocument): Promise<PointSplitDocument> {
  const { store } = context
  const { _id, centreId, fromId, toId, points } = split
  if (split.state === 'intent') {
    const purse = await changePurse(context, fromId, centreId, async before => {
      // Read after the purse: as long as it is an intent, nothing was taken and given since.
      const current = await store.pointsplits.get(_id, ['state'])
      return current?.state === 'intent' ? splitPoints(before, _id, points, context.now) : null
    })
    const lots = purse.leaving?.[_id]
    const state = lots ? ('taken' as const) : ('refused' as const)
    return moveSplit(
      context,
      await changeSplit(context, split, { state, lots: lots ?? [], dueAt: lots ? split.dueAt : 0 }),
    )
  }
  if (split.state !== 'taken') return split
  const rowId = `joined-${_id}`
  await changePurse(context, toId, centreId, async before => {
    if (before.rows[rowId]) return null
    // Read after the purse, from which rows are removed only when they are in the ledger.
    const [row, current] = await Promise.all([
      store.pointrows.get(rowId, ['at']),
      store.pointsplits.get(_id, ['state', 'lots']),
    ])
    return row || current?.state !== 'taken' ? null : joinPoints(before, _id, current.lots)
  })
  await changePurse(context, fromId, centreId, async before =>
    before.leaving?.[_id] ? { purse: leavePoints(before, _id), rows: [] } : null,
  )
  return changeSplit(context, split, { state: 'done', dueAt: 0 })
}

/** Ends a step, unless another call has. Returns the split afterwards. */
async function changeSplit(
  { store }: SplitContext,
  { _id, revision }: PointSplitDocument,
  change: Partial<Pick<PointSplitDocument, 'state' | 'lots' | 'dueAt'>>,
): Promise<PointSplitDocument> {
  await store.pointsplits.update({ _id, revision }, { ...change, revision: revision + 1 })
  return requireFound(await store.pointsplits.get(_id), 'HOUSEHOLD_NOT_FOUND')
}

/** Splits whose call has died. */
export const followSplits = eachOf(
  { name: 'pointSplits', collection: 'pointsplits', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, splitId) => {
    const split = await context.store.pointsplits.get(splitId)
    if (split) await moveSplit(context, split)
  },
)
