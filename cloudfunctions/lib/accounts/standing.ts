import type { PersonStanding } from '@domain/contracts/noshows'
import { countedOf, NO_SHOW_MEMORY, standingAt } from '@domain/noshows/ladder'
import type { Context } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'
import { gt } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { membersOf } from './account'

/** Every failed attempt means that another write to the account succeeded. */
const MAX_ATTEMPTS = 50
/** More than anybody can miss in half a year. */
const MAX_RECORDS = 1000

/**
 * Writes into the account what its records say. The account is read before the records and written under
 * compare-and-set, always: so of two that do this at once the later one has seen every record of the earlier.
 */
export async function refreshStanding({ store, now }: Context, accountId: string): Promise<void> {
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const account = await store.accounts.get(accountId, ['revision'])
    if (!account) return
    const records = await store.noshows.find({
      where: { accountId, missedAt: gt(now - NO_SHOW_MEMORY) },
      limit: MAX_RECORDS,
      fields: ['memberId', 'missedAt', 'state'],
    })
    const change = { missed: countedOf(records), revision: account.revision + 1 }
    const won = await store.accounts.update({ _id: accountId, revision: account.revision }, change)
    return won === 1 ? undefined : CONFLICT
  })
}

/** Those of the household who have missed something, in the order of the household. */
export function standingOf(account: Pick<AccountDocument, 'members' | 'missed'>, now: number): PersonStanding[] {
  return membersOf(account)
    .map(({ id, nickname }) => ({ memberId: id, nickname, ...standingAt(account.missed[id] ?? [], now) }))
    .filter(({ step }) => step !== 'none')
}
