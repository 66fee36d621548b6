import { pointsOf } from '@domain/participation/award'
import { note } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { changeRedemption, finishRedemption } from './redemptions'
import { redemptionView } from './views'

/** Deeds that are shown at once; the oldest. */
const MAX_WAITING = 50

/** Points at the counter. */
export const getPointsDesk: Handler<'staff.points'> = async ({ store, now, accountId }, { centreId }) => {
  const [deeds, held] = await Promise.all([
    store.deeds.find({ where: { centreId, state: 'done' }, sort: [['at', 'asc']], limit: MAX_WAITING }),
    store.redemptions.count({ centreId, state: 'held' }),
  ])
  const waiting = deeds.map(({ _id, name, task, date, hours, note: done, accountId: owner }) => ({
    ...{ id: _id, name, title: task.title, date, hours, note: done },
    points: pointsOf(task, hours ?? 1, 1),
    isOwn: owner === accountId,
  }))
  return { now, waiting, held }
}

/** What a code was redeemed for at this centre. */
export const findRedemption: Handler<'staff.pointsFind'> = async ({ store, now }, { centreId, code }) => {
  const found = await store.redemptions.find({ where: { centreId, code }, limit: 100 })
  const shown = found.filter(({ state }) => state === 'held')
  if (shown.length > 1) throw new AppError('CODE_AMBIGUOUS', null)
  // An ended one is shown, too, so that the counter can say why.
  const redemption = shown[0] ?? found.sort((a, b) => b.at - a.at)[0]
  if (!redemption || redemption.state === 'intent') throw new AppError('REDEMPTION_NOT_FOUND', null)
  return { now, redemption: redemptionView(redemption) }
}

/** Hands out what was redeemed, once. Throws REDEMPTION_NOT_FOUND, REDEMPTION_OVER. */
export const handOut: Handler<'staff.pointsHandOut'> = async (context, { centreId, redemptionId }) => {
  const { store, now, actor: by, requestId } = context
  const { title, accountId } = requireAtCentre(
    await store.redemptions.get(redemptionId),
    centreId,
    'REDEMPTION_NOT_FOUND',
  )
  note(context, { person: { id: accountId, name: null }, subject: { id: redemptionId, title } })
  const ended = await changeRedemption(context, redemptionId, ({ state, handedOut }) => {
    if (handedOut?.requestId === requestId && handedOut.by === by) return null
    if (state !== 'held') throw new AppError('REDEMPTION_OVER', null)
    return { state: 'collecting', dueAt: now + STALE_CALL_AFTER, handedOut: { by, at: now, requestId } }
  })
  return { redemption: redemptionView(await finishRedemption(context, ended)) }
}
