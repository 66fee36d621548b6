import type { Member } from '@domain/people/members'
import { SELF_ID, UNNAMED_SELF } from '@domain/people/members'
import type { PersonContext } from '../kernel/router/context'
import type { AccountDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/**
 * The account as it is stored, or as it would be on the first write: an identity needs no form.
 * A revision of 0 means that it is not stored yet.
 */
export async function loadAccount(context: PersonContext): Promise<AccountDocument> {
  return (await context.store.accounts.get(context.accountId)) ?? newAccount(context)
}

/** An account before its first write. */
export function newAccount({ accountId, openid, now }: PersonContext): AccountDocument {
  return { _id: accountId, openid, members: [], ledger: {}, missed: {}, revision: 0, createdAt: now }
}

/** Everybody the account may book for, the holder first. */
export function membersOf(account: Pick<AccountDocument, 'members'>): Member[] {
  const self = account.members.find(member => member.id === SELF_ID) ?? UNNAMED_SELF
  return [self, ...account.members.filter(member => member.id !== SELF_ID)]
}

/** What a change may replace. */
type AccountChange = Partial<Pick<AccountDocument, 'members' | 'memberChanges' | 'ledger' | 'closed' | 'openid'>>

/**
 * Every failed compare-and-set means that another request of the same person succeeded, so this bound is only met by
 * somebody who fires hundreds of writes at once.
 */
const MAX_ATTEMPTS = 50

/**
 * Changes an account under compare-and-set: `decide` sees the account as it stands and answers with the parts to
 * replace, or null when there is nothing to change; it throws to refuse. Returns the account as it then stands.
 */
export async function changeAccount(
  context: PersonContext,
  seen: AccountDocument,
  decide: (account: AccountDocument) => AccountChange | null,
): Promise<AccountDocument> {
  let account = seen
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const decided = decide(account)
    if (decided === null) return account
    // Whoever comes back after having everything erased begins anew.
    const change = account.openid === '' && context.openid !== '' ? { ...decided, openid: context.openid } : decided
    const changed = { ...account, ...change, revision: account.revision + 1 }
    if (await write(context.store, account, change, changed)) return changed
    account = await loadAccount(context)
    return CONFLICT
  })
}

async function write(store: Store, before: AccountDocument, change: AccountChange, after: AccountDocument) {
  if (before.revision === 0) return store.accounts.insert(after)
  const { _id, revision } = before
  return (await store.accounts.update({ _id, revision }, { ...change, revision: after.revision })) === 1
}
