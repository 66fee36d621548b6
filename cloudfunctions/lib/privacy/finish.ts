import { KEEP } from '@domain/privacy/keep'
import { startOfLocalDay } from '@domain/time'
import { refreshStanding } from '../accounts/standing'
import type { Context } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { exists, oneOf } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { anonymizeAccount } from './anonymize'

/** Tasks whose setbacks name an account. */
const ACCOUNT_TASKS = [
  'erasures',
  'accounts',
  'oldAccounts',
  'removedMembers',
  'pastVisits',
  'seatMoves',
  'volunteers',
  'pastVolunteers',
]

/**
 * Goes once more over what erased accounts have left behind, when every call from before has ended, and then removes what
 * the account itself remembers.
 */
export const finishErasures = eachOf(
  {
    name: 'erasures',
    collection: 'accounts',
    due: now => ({ erasingAt: dueBy(now - STALE_CALL_AFTER) }),
    by: 'erasingAt',
  },
  async (context, accountId) => {
    const account = await context.store.accounts.get(accountId)
    if (account?.erasure && (await anonymizeAccount(context, account))) await forgetAccount(context, account)
  },
)

/** The account changes last, because it is what says that something is left. */
async function forgetAccount(context: Context, account: AccountDocument): Promise<void> {
  const { store } = context
  const { _id, erasingAt = 0 } = account
  await Promise.all([
    // Unless it still says how many seats the person took.
    store.sitters.remove({ _id, visitId: '', movedAt: 0, until: 0 }),
    store.staff.remove({ _id, roles: [], offices: exists(false), former: exists(false) }),
    store.setbacks.remove({ _id: oneOf(ACCOUNT_TASKS.map(task => `${task}-${_id}`)) }),
    // A no-show that was settled during the erasure may have been counted again.
    refreshStanding(context, _id),
  ])
  const current = await store.accounts.get(_id)
  if (!current?.erasure) return
  const { revision, erasure, closed = {}, memberChanges = [], createdAt } = current
  const { requestId, at } = erasure
  await store.accounts.update(
    { _id, revision, erasingAt },
    {
      erasingAt: 0,
      // To the day: a visit that the erasure ended has its moment too.
      erasure: { requestId, at: startOfLocalDay(at) },
      createdAt: startOfLocalDay(Math.max(createdAt, at)),
      closed: Object.fromEntries(Object.entries(closed).filter(([, request]) => request.at > at)),
      memberChanges: memberChanges.filter(change => (change.at ?? 0) > at),
      reviewAt: startOfLocalDay(at + KEEP.erasure, 1),
      revision: revision + 1,
    },
  )
}
