import type { Member } from '@domain/people/members'
import { SELF_ID, UNNAMED_SELF } from '@domain/people/members'
import { KEEP } from '@domain/privacy/keep'
import type { PersonContext } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { AccountDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/**
 * The stored account, or the one the first write would create: a person can use the app without registering. Revision 0
 * means not stored yet.
 */
export async function loadAccount(context: PersonContext): Promise<AccountDocument> {
  return (await context.store.accounts.get(context.accountId)) ?? newAccount(context)
}

/** A new account that is not stored yet. */
export function newAccount({ accountId, openid, now }: PersonContext): AccountDocument {
  return {
    _id: accountId,
    openid,
    members: [],
    ledger: {},
    missed: {},
    revision: 0,
    createdAt: now,
    reviewAt: now + KEEP.request,
  }
}

/** The members the account may book for, the holder first. */
export function membersOf(account: Pick<AccountDocument, 'members'>): Member[] {
  const self = account.members.find(member => member.id === SELF_ID) ?? UNNAMED_SELF
  return [self, ...account.members.filter(member => member.id !== SELF_ID)]
}

/** The fields that a change may replace. */
type AccountChange = Partial<
  Pick<
    AccountDocument,
    | 'members'
    | 'eaters'
    | 'allergies'
    | 'memberChanges'
    | 'removedMembers'
    | 'removedAt'
    | 'ledger'
    | 'closed'
    | 'warned'
    | 'openid'
    | 'carers'
    | 'careCodes'
    | 'careRequests'
    | 'caring'
    | 'interests'
    | 'interestKeys'
    | 'interestRequests'
    | 'relationCode'
  >
>

/**
 * Each failed compare-and-set means that another request of the same person succeeded, so only somebody who sends
 * hundreds of writes at once reaches this limit.
 */
const MAX_ATTEMPTS = 50

/**
 * Changes an account with compare-and-set. `decide` gets the current account and returns the fields to replace, or null
 * to change nothing; it throws to refuse. Returns the account after the change. Throws BUSY after too many conflicts.
 */
export async function changeAccount(
  context: PersonContext,
  seen: AccountDocument,
  decide: (account: AccountDocument) => AccountChange | null,
): Promise<AccountDocument> {
  let account = seen
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    if (isFromBefore(context, seen, account)) throw new AppError('BUSY', null)
    const decided = decide(account)
    if (decided === null) return account
    const change = { ...decided, ...usedBy(context, account), reviewAt: context.now + KEEP.request }
    const changed = { ...account, ...change, revision: account.revision + 1 }
    if (await write(context.store, account, change, changed)) return changed
    account = await loadAccount(context)
    return CONFLICT
  })
}

/**
 * Whether what was entered at `at` (epoch ms) belongs to nobody any more: the account was erased since then. While the person
 * has not come back, that is so whenever it was: the moment of an erasure is kept to the day.
 */
export function isOrphaned({ erasure, openid }: Pick<AccountDocument, 'erasure' | 'openid'>, at: number): boolean {
  return erasure !== undefined && (openid === '' || at <= erasure.at)
}

/** Whether the account was erased since this call began or read it: what the call is about to store was to be erased. */
function isFromBefore({ now }: PersonContext, seen: AccountDocument, { erasure }: AccountDocument): boolean {
  return erasure !== undefined && (erasure.at !== seen.erasure?.at || now < erasure.at)
}

/** After an erasure, the first change of the same person stores the identity again. */
function usedBy(
  { openid, now }: PersonContext,
  account: AccountDocument,
): Partial<Pick<AccountDocument, 'openid' | 'usedAt'>> {
  if (openid === '') return {}
  return account.openid === '' ? { openid, usedAt: now } : { usedAt: now }
}

async function write(store: Store, before: AccountDocument, change: AccountChange, after: AccountDocument) {
  if (before.revision === 0) return store.accounts.insert(after)
  const { _id, revision } = before
  return (await store.accounts.update({ _id, revision }, { ...change, revision: after.revision })) === 1
}
