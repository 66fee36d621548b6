import { honourRules } from '@domain/participation/honour'
import { afterDays } from '@domain/participation/phases'
import { spendable, takePoints } from '@domain/participation/purse'
import { type RedemptionEnd, shownRedemption } from '@domain/participation/redemption'
import { pointRulesAt, pointRulesOf } from '@domain/participation/rules'
import { redemptionCodeOf, redemptionIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { RedemptionDocument } from '../kernel/store/documents'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { takeStock } from './goods'
import { holdsHonour } from './honours'
import { changePurse, loadPurse } from './purses'
import { changeRedemption, finishRedemption, returning } from './redemptions'
import { centrePlace, redemptionView } from './views'

/**
 * Redeems one of a good: an intent is stored, then stock and points are taken, each by one conditional write, and then it can be
 * fetched. A call that dies is continued under the same request id, or undone by the timer. Throws GOOD_NOT_FOUND, GOOD_GONE,
 * POINTS_SHORT, REDEMPTION_LIMIT, REDEMPTION_OVER, REQUEST_REUSED.
 */
export const redeem: Handler<'points.redeem'> = async (context, { goodId }) => {
  const { store } = context
  const redemption = await requireIntent(context, goodId)
  const done = redemption.state === 'intent' ? await takeAll(context, redemption) : redemption
  const [purse, place] = await Promise.all([loadPurse(context, context.accountId), centrePlace(store, done.centreId)])
  if (shownRedemption(done.state) === 'returned') throw refusalOf(done, spendable(purse, context.now))
  return { now: context.now, redemption: redemptionView(done), place, spendable: spendable(purse, context.now) }
}

/** The redemption of this request; a new one begins as an intent. */
async function requireIntent(context: PersonContext, goodId: string): Promise<RedemptionDocument> {
  const { store, now, accountId, requestId } = context
  const _id = redemptionIdOf(context)
  const earlier = await store.redemptions.get(_id)
  if (earlier) return requireSame(earlier, goodId)
  const rules = pointRulesAt(now)
  const [stored, purse, isHonoured] = await Promise.all([
    store.pointgoods.get(goodId),
    loadPurse(context, accountId),
    holdsHonour(store, accountId, now),
  ])
  const good = requireFound(stored, 'GOOD_NOT_FOUND')
  const { centreId, kind, title, points } = good
  // Most refusals need no intent; stock and points are taken under their guards below.
  if (!good.isOpen || good.left < 1) throw new AppError('GOOD_GONE', null)
  if (spendable(purse, now) < points) throw new AppError('POINTS_SHORT', { spendable: spendable(purse, now), points })
  const intent: RedemptionDocument = {
    ...{ _id, centreId, goodId, kind, title, points, accountId, requestId },
    rulesId: rules.id,
    code: redemptionCodeOf(context, _id),
    state: 'intent',
    at: now,
    until: afterDays(now, isHonoured ? honourRules().holdDays : rules.holdDays),
    dueAt: now + STALE_CALL_AFTER,
    ended: null,
    handedOut: null,
    revision: 0,
    forgottenAt: null,
  }
  if (await store.redemptions.insert(intent)) return intent
  return requireSame(requireFound(await store.redemptions.get(_id), 'GOOD_NOT_FOUND'), goodId)
}

function requireSame(redemption: RedemptionDocument, goodId: string): RedemptionDocument {
  if (redemption.goodId !== goodId) throw new AppError('REQUEST_REUSED', null)
  return redemption
}

/** Takes stock, then points; when either is missing, both are given back. Returns the redemption afterwards. */
async function takeAll(context: PersonContext, intent: RedemptionDocument): Promise<RedemptionDocument> {
  const { store, now, accountId } = context
  const { _id, goodId, centreId, points, until, rulesId } = intent
  const { openRedemptions } = pointRulesOf(rulesId)
  if (!(await takeStock(store, goodId, _id, now))) return undo(context, _id, 'gone')
  let isLimit = false
  const purse = await changePurse(context, accountId, centreId, async before => {
    // Read after the purse: as long as it is an intent, the timer has not given anything back since.
    const current = await store.redemptions.get(_id, ['state'])
    isLimit = !before.kept[_id] && Object.keys(before.kept).length >= openRedemptions
    return current?.state === 'intent' && !isLimit ? takePoints(before, _id, points, now) : null
  })
  if (!purse.kept[_id]) return undo(context, _id, isLimit ? 'limit' : 'short')
  return changeRedemption(context, _id, ({ state }) => (state === 'intent' ? { state: 'held', dueAt: until } : null))
}

/** Ends an intent for which something is missing; a copy of the request that has succeeded counts. */
async function undo(context: PersonContext, redemptionId: string, why: RedemptionEnd): Promise<RedemptionDocument> {
  const ended = await changeRedemption(context, redemptionId, ({ state }) =>
    state === 'intent' ? returning(why, context.now) : null,
  )
  return finishRedemption(context, ended)
}

/** What to say about a redemption that ended before it could be fetched, also to a late copy of the request. */
function refusalOf({ ended, points, rulesId }: RedemptionDocument, left: number): AppError {
  switch (ended?.why) {
    case 'gone':
      return new AppError('GOOD_GONE', null)
    case 'short':
      return new AppError('POINTS_SHORT', { spendable: left, points })
    case 'limit':
      return new AppError('REDEMPTION_LIMIT', { max: pointRulesOf(rulesId).openRedemptions })
    default:
      return new AppError('REDEMPTION_OVER', null)
  }
}

/** Gives something back that was not fetched: points and stock return at once. Throws REDEMPTION_NOT_FOUND, REDEMPTION_OVER. */
export const giveBack: Handler<'points.giveBack'> = async (context, { redemptionId }) => {
  const { now, accountId, requestId } = context
  const ended = await changeRedemption(context, redemptionId, ({ accountId: owner, state, ended: before }) => {
    if (owner !== accountId) throw new AppError('REDEMPTION_NOT_FOUND', null)
    if (state === 'held') return returning('person', now, requestId)
    if (before?.requestId === requestId) return null
    throw new AppError('REDEMPTION_OVER', null)
  })
  const redemption = await finishRedemption(context, ended)
  return { redemption: redemptionView(redemption), spendable: spendable(await loadPurse(context, accountId), now) }
}

/** Something that the caller has redeemed, with the place where it is fetched. */
export const getRedemption: Handler<'points.redemption'> = async ({ store, now, accountId }, { redemptionId }) => {
  const redemption = await store.redemptions.get(redemptionId)
  if (redemption?.accountId !== accountId) throw new AppError('REDEMPTION_NOT_FOUND', null)
  return { now, redemption: redemptionView(redemption), place: await centrePlace(store, redemption.centreId) }
}
