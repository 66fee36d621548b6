import type { Context } from '../kernel/router/context'
import { both, gt, lte } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { leaveNobody } from './leave-nobody'

/** Accounts of one tick; the rest waits a minute. */
const BATCH = 20

/** Goes once more over what erased accounts have left behind, and then forgets whose it was. */
export async function finishErasures(context: Context): Promise<void> {
  const { store, now } = context
  const accounts = await store.accounts.find({
    where: { erasingAt: both(gt(0), lte(now - STALE_CALL_AFTER)) },
    sort: [['erasingAt', 'asc']],
    limit: BATCH,
    fields: ['erasure', 'erasingAt'],
  })
  for (const account of accounts) {
    const { _id, erasure, erasingAt = 0 } = account
    if (!erasure || !(await leaveNobody(context, account))) continue
    await store.accounts.update({ _id, erasingAt }, { erasingAt: 0, erasure: { ...erasure, as: '' } })
  }
}
