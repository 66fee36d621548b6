import { returnPoints, settlePoints } from '@domain/participation/purse'
import type { RedemptionEnd } from '@domain/participation/redemption'
import type { Context } from '../kernel/router/context'
import type { RedemptionDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { revise } from '../kernel/work/revise'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { endStock } from './goods'
import { changePurse } from './purses'

/** Each conflict means that another change of the same redemption was stored. */
const MAX_ATTEMPTS = 20

export type RedemptionChange = Partial<Omit<RedemptionDocument, '_id' | 'revision'>>
type RedemptionContext = Pick<Context, 'store' | 'now'>

/**
 * Changes a redemption by compare-and-set. `decide` returns the fields to replace, or null to change nothing; it throws to
 * refuse. Returns the redemption afterwards. Throws REDEMPTION_NOT_FOUND, BUSY.
 */
export function changeRedemption(
  { store }: RedemptionContext,
  redemptionId: string,
  decide: (redemption: RedemptionDocument) => RedemptionChange | null,
): Promise<RedemptionDocument> {
  return revise(store.redemptions, redemptionId, { missing: 'REDEMPTION_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

/** Fields of a redemption that ends without being fetched. */
export function returning(why: RedemptionEnd, now: number, requestId = ''): RedemptionChange {
  return { state: 'returning', dueAt: now + STALE_CALL_AFTER, ended: { why, at: now, requestId } }
}

/**
 * Moves stock and points of a redemption that has ended. Safe to repeat; when a call dies, the timer goes on from there. The
 * purse is written even when nothing is held, so that a call that was overtaken cannot take points afterwards.
 */
export async function finishRedemption(
  context: RedemptionContext,
  redemption: RedemptionDocument,
): Promise<RedemptionDocument> {
  const { _id: redemptionId, state, accountId, centreId, goodId } = redemption
  if (state !== 'collecting' && state !== 'returning') return redemption
  const isBack = state === 'returning'
  await endStock(context, goodId, redemptionId, isBack)
  await changePurse(context, accountId, centreId, async purse => {
    // A household without a purse has taken nothing, and an erased one gets none.
    if (purse.revision === 0) return null
    return isBack ? returnPoints(purse, redemptionId) : settlePoints(purse, redemptionId)
  })
  return changeRedemption(context, redemptionId, current =>
    current.state === state ? { state: isBack ? 'returned' : 'collected', dueAt: 0 } : null,
  )
}

/** Redemptions that nobody has fetched in time, or whose call has died: an unfinished one is undone. */
export const followRedemptions = eachOf(
  { name: 'redemptions', collection: 'redemptions', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, redemptionId) => {
    const { now, store } = context
    // It was deleted since it was found: there is nothing left to do.
    if (!(await store.redemptions.get(redemptionId, ['state']))) return
    const redemption = await changeRedemption(context, redemptionId, ({ state, dueAt }) => {
      if (dueAt === 0 || dueAt > now) return null
      if (state === 'held') return returning('expired', now)
      return state === 'intent' ? returning('died', now) : null
    })
    await finishRedemption(context, redemption)
  },
)
