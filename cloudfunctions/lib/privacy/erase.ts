import { loadAccount } from '../accounts/account'
import type { PersonContext } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument } from '../kernel/store/documents'
import { gt, oneOf, type Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { anonymizeAccount } from './anonymize'

/** Each failed attempt means that another request of the same person succeeded. */
const MAX_ATTEMPTS = 50
/** Shifts, groups and panels of one person that are read. */
const MAX_LISTED = 100

/**
 * Erases the caller's data. The account is emptied first, in one write that requires that nothing is booked; from then
 * on it is anonymous. Other records are anonymized in this call, or by the timer if it dies. Throws ERASE_HAS_BOOKINGS,
 * BUSY.
 */
export const eraseMe: Handler<'me.erase'> = async context => {
  const account = await eraseAccount(context)
  if (account.erasingAt) await anonymizeAccount(context, account)
  return { at: account.erasure?.at ?? context.now }
}

async function eraseAccount(context: PersonContext): Promise<AccountDocument> {
  const { store, now, requestId } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const account = await loadAccount(context)
    const before = account.erasure
    // A late replay must not erase data created since.
    if (before?.requestId === requestId) return account
    if (before && isEmpty(account) && !(await hasReturned(context, account, before.at))) return account
    refuseWithUpcoming(account, now)
    const change = erasedFields(account, { requestId, at: now })
    const erased = { ...account, ...change }
    const { _id, revision } = account
    const won =
      revision === 0 ? await store.accounts.insert(erased) : await store.accounts.update({ _id, revision }, change)
    return won ? erased : CONFLICT
  })
}

/** What an erasure changes in the account. Records of the past follow, in this call or by the timer (`erasingAt`). */
export function erasedFields(
  { revision, interests }: AccountDocument,
  erasure: NonNullable<AccountDocument['erasure']>,
) {
  return {
    openid: '',
    members: [],
    eaters: {},
    allergies: {},
    relationCode: null,
    ledger: {},
    missed: {},
    warned: {},
    removedMembers: [],
    removedAt: 0,
    ...(interests
      ? { interests: [], interestKeys: [], interestNews: {}, interestTellAt: 0, interestRequests: [] }
      : {}),
    usedAt: 0,
    erasure,
    erasingAt: erasure.at,
    revision: revision + 1,
  }
}

/**
 * Whether an erased person has used the app again without creating an account: has taken a seat since, or has left records. While
 * the erasure is in progress, only those count that are younger than it: the others are left from before.
 */
async function hasReturned({ store, accountId }: PersonContext, { erasingAt }: AccountDocument, erasedAt: number) {
  const sitter = await store.sitters.get(accountId)
  if ((sitter?.from ?? 0) > erasedAt) return true
  return hasRecords(store, accountId, erasingAt ? erasedAt : 0)
}

/** Whether records younger than `since` name somebody who has no account: a role, and what is done together with others. */
async function hasRecords(store: Store, accountId: string, since: number): Promise<boolean> {
  const own = { accountId, at: gt(since) }
  const listed = { where: { accountIds: oneOf([accountId]) }, limit: MAX_LISTED, fields: ['people'] as const }
  const id = { _id: accountId }
  const [staff, worker, shifts, groups, panels, ...counts] = await Promise.all([
    store.staff.get(accountId),
    store.socialworkers.get(accountId, ['certificates']),
    store.shifts.find(listed),
    store.groups.find(listed),
    store.pointpanels.find({ where: { 'members.accountId': accountId }, limit: MAX_LISTED, fields: ['members'] }),
    // Documents that were stored before these moments were noted are from before.
    store.volunteers.count(since === 0 ? id : { ...id, savedAt: gt(since) }),
    store.purses.count(since === 0 ? id : { ...id, since: gt(since) }),
    ...[store.certificates.count(own), store.needs.count(own)],
    ...[store.deeds.count(own), store.redemptions.count(own), store.pointrows.count(own)],
    store.contestjurors.count({ accountId, joinedAt: gt(since) }),
    store.contestentries.count(own),
    store.honours.count(own),
  ])
  const isSince = (at = 0) => since === 0 || at > since
  const people = [...shifts, ...groups].flatMap(each => Object.values(each.people))
  return (
    counts.some(count => count > 0) ||
    (worker?.certificates ?? []).some(({ at }) => isSince(at)) ||
    people.some(person => person.accountId === accountId && isSince(person.at)) ||
    panels.some(({ members }) => members.some(one => one.accountId === accountId && isSince(one.since))) ||
    [...(staff?.roles ?? []), ...(staff?.offices ?? [])].some(grant => isSince(grant.since))
  )
}

function isEmpty({ openid, members, ledger }: AccountDocument): boolean {
  return openid === '' && members.length === 0 && Object.keys(ledger).length === 0
}

function refuseWithUpcoming({ ledger }: AccountDocument, now: number): void {
  const upcoming = Object.values(ledger)
    .filter(({ endsAt }) => endsAt > now)
    .sort((a, b) => a.startsAt - b.startsAt)
  const [first] = upcoming
  if (!first) return
  throw new AppError('ERASE_HAS_BOOKINGS', { count: upcoming.length, title: first.title, startsAt: first.startsAt })
}
