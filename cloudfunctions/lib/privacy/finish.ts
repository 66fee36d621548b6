import type { Context } from '../kernel/router/context'
import { dueQuery } from '../kernel/store/due'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { anonymizeAccount } from './anonymize'

/** Accounts per tick; the rest is left to the next tick. */
const BATCH = 20

/** Completes erasures: anonymizes what is left, then clears the link to the anonymous id. */
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
