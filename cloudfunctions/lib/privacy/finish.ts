import type { Context } from '../kernel/router/context'
import { dueQuery } from '../kernel/store/due'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { anonymizeAccount } from './anonymize'

/** Accounts of one tick; the rest waits a minute. */
const BATCH = 20

/** Goes once more over what erased accounts have left behind, and then forgets whose it was. */
export async function finishErasures(context: Context): Promise<void> {
  const { store, now } = context
  const accounts = await store.accounts.find({
    ...dueQuery('erasingAt', now - STALE_CALL_AFTER, BATCH),
    fields: ['erasure', 'erasingAt'],
  })
  for (const account of accounts) {
    const { _id, erasure, erasingAt = 0 } = account
    if (!erasure || !(await anonymizeAccount(context, account))) continue
    await store.accounts.update({ _id, erasingAt }, { erasingAt: 0, erasure: { ...erasure, as: '' } })
  }
}
