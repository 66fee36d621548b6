import { dueBy } from '../kernel/store/due'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { anonymizeAccount } from './anonymize'

/** Goes once more over what erased accounts have left behind, and then forgets whose it was. */
export const finishErasures = eachOf(
  {
    name: 'erasures',
    collection: 'accounts',
    due: now => ({ erasingAt: dueBy(now - STALE_CALL_AFTER) }),
    by: 'erasingAt',
  },
  async (context, accountId) => {
    const { store } = context
    const account = await store.accounts.get(accountId, ['erasure', 'erasingAt'])
    if (!account?.erasure || !(await anonymizeAccount(context, account))) return
    const { _id, erasure, erasingAt = 0 } = account
    await store.accounts.update({ _id, erasingAt }, { erasingAt: 0, erasure: { ...erasure, as: '' } })
  },
)
