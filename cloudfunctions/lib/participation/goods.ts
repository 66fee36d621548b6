import type { Context } from '../kernel/router/context'
import { dueBy } from '../kernel/store/due'
import { exists, gt, gte, inc, remove, type Store } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'

/**
 * Takes one of a good's stock for a redemption, once: one conditional update, so that of any number of people the last item goes
 * to one. Returns false when there is none left, or the redemption has ended.
 */
export async function takeStock(store: Store, goodId: string, redemptionId: string, now: number): Promise<boolean> {
  const entry = `holds.${redemptionId}` as const
  const taken = await store.pointgoods.update(
    { _id: goodId, [entry]: exists(false), left: gte(1) },
    { [entry]: now, left: inc(-1) },
  )
  if (taken === 1) return true
  const good = await store.pointgoods.get(goodId, [entry])
  return (good?.holds?.[redemptionId] ?? 0) > 0
}

/**
 * Ends a redemption's entry in the stock, once. `isBack`: what was not fetched is in stock again. The entry stays as a negative
 * one, so that a call that was overtaken cannot take the stock afterwards.
 */
export async function endStock(
  { store, now }: Pick<Context, 'store' | 'now'>,
  goodId: string,
  redemptionId: string,
  isBack: boolean,
): Promise<void> {
  const entry = `holds.${redemptionId}` as const
  const sweepAt = now + STALE_CALL_AFTER
  const ended = await store.pointgoods.update(
    { _id: goodId, [entry]: gt(0) },
    { [entry]: -now, sweepAt, ...(isBack ? { left: inc(1) } : {}) },
  )
  if (ended === 0) await store.pointgoods.update({ _id: goodId, [entry]: exists(false) }, { [entry]: -now, sweepAt })
}

/** Removes the entries of redemptions that have ended, when no call about them can be running. */
export const sweepGoods = eachOf(
  { name: 'pointStock', collection: 'pointgoods', due: now => ({ sweepAt: dueBy(now) }), by: 'sweepAt' },
  async ({ store, now }, goodId) => {
    const good = await store.pointgoods.get(goodId, ['holds', 'sweepAt'])
    if (!good) return
    const ended = Object.entries(good.holds).filter(([, at]) => at < 0)
    const old = ended.filter(([, at]) => -at <= now - STALE_CALL_AFTER)
    const isMore = old.length < ended.length
    const change = Object.fromEntries(old.map(([id]) => [`holds.${id}`, remove()]))
    await store.pointgoods.update(
      { _id: goodId, sweepAt: good.sweepAt },
      { ...change, sweepAt: isMore ? now + STALE_CALL_AFTER : 0 },
    )
  },
)
