import type { PersonStanding } from '@domain/contracts/noshows'
import { countedOf, NO_SHOW_MEMORY, standingAt } from '@domain/noshows/ladder'
import type { Context } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'
import { gt } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { membersOf } from './account'

/** Each failed attempt means that another write to the account succeeded. */
const MAX_ATTEMPTS = 50
/** More no-shows than a person can have in half a year. */
const MAX_RECORDS = 1000

/**
 * Updates the account's counted no-shows from its records. The account is always read before the records and written
 * with compare-and-set, so of two concurrent updates the later one has seen every record the earlier one saw.
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

/** The members with counted no-shows, in the order of the household. */
export function standingOf(account: Pick<AccountDocument, 'members' | 'missed'>, now: number): PersonStanding[] {
  return membersOf(account)
    .map(({ id, nickname }) => ({ memberId: id, nickname, ...standingAt(account.missed[id] ?? [], now) }))
    .filter(({ step }) => step !== 'none')
}
