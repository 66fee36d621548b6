import type { PersonStanding } from '@domain/contracts/noshows'
import type { MemberChoice } from '@domain/contracts/views'
import { countedOf, NO_SHOW_MEMORY, type Standing, standingAt } from '@domain/noshows/ladder'
import type { Context } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'
import { gt } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { membersOf } from './account'
import { warningsOf } from './warnings'

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
    const account = await store.accounts.get(accountId, ['revision', 'warned'])
    if (!account) return
    const records = await store.noshows.find({
      where: { accountId, missedAt: gt(now - NO_SHOW_MEMORY) },
      limit: MAX_RECORDS,
      fields: ['memberId', 'missedAt', 'state'],
    })
    const { revision, warned = {} } = account
    const change = { missed: countedOf(records), warned, revision: revision + 1 }
    const won = await store.accounts.update({ _id: accountId, revision }, change)
    return won === 1 ? undefined : CONFLICT
  })
}

/** The members with counted no-shows, in the order of the household. */
export function standingOf(
  account: Pick<AccountDocument, 'members' | 'missed' | 'warned'>,
  now: number,
): PersonStanding[] {
  return membersOf(account)
    .map(({ id, nickname }) => ({ memberId: id, nickname, ...personStanding(account, id, now) }))
    .filter(({ step }) => step !== 'none')
}

/** Where one member of a household stands at `now`, epoch ms. */
export function personStanding(
  account: Pick<AccountDocument, 'missed' | 'warned'>,
  memberId: string,
  now: number,
): Standing {
  const warned = warningsOf(account)
  return standingAt(account.missed[memberId] ?? [], now, warned && (warned[memberId] ?? []))
}

/** The warning that a page shows beside a member before anything is booked; nothing while none is in force. */
export function warningFor(
  account: Pick<AccountDocument, 'missed' | 'warned'>,
  memberId: string,
  now: number,
): Pick<MemberChoice, 'warned'> {
  const { step, count } = personStanding(account, memberId, now)
  return step === 'warning' ? { warned: { count } } : {}
}
