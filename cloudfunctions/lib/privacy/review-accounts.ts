import { CONSENT_AGE, type Member, needsConsent } from '@domain/people/members'
import { KEEP } from '@domain/privacy/keep'
import { atLocal, DAY } from '@domain/time'
import { carersChange, currentCarers } from '../accounts/cares'
import { keysOf } from '../accounts/interests'
import { refreshStanding } from '../accounts/standing'
import type { Context } from '../kernel/router/context'
import type { AccountDocument, Interest } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { eachOf } from '../kernel/work/task'
import { erasedFields } from './erase'
import { isGuest, reviewGuest } from './guests'

/** Removes from accounts what their periods are over for, and erases accounts that nobody has used for a long time. */
export const reviewAccounts = eachOf(
  { name: 'accounts', collection: 'accounts', due: now => ({ reviewAt: dueBy(now) }), by: 'reviewAt' },
  reviewAccount,
)

/** Accounts that were stored before reviews were noted. */
export const scheduleAccounts = eachOf(
  { name: 'oldAccounts', collection: 'accounts', due: () => ({ reviewAt: null }), by: 'createdAt' },
  reviewAccount,
)

async function reviewAccount(context: Context, accountId: string): Promise<void> {
  const account = await context.store.accounts.get(accountId)
  if (!account) return
  if (isErased(account)) await reviewErased(context, account)
  else if (isGuest(account)) await reviewGuest(context, account)
  else await reviewHousehold(context, account)
}

function isErased({ erasure, openid, members, ledger }: AccountDocument): boolean {
  return erasure !== undefined && openid === '' && members.length === 0 && Object.keys(ledger).length === 0
}

/** An erased account is deleted when no repeated call can ask for the same erasure again. */
async function reviewErased({ store, now }: Context, account: AccountDocument): Promise<void> {
  const { _id, revision, erasure, erasingAt, reviewAt } = account
  const deletedAt = (erasure?.at ?? 0) + KEEP.erasure
  // Erased under the rules before: goes once more over what is left.
  if (typeof reviewAt !== 'number' && !erasingAt)
    await store.accounts.update({ _id, revision }, { erasingAt: now, reviewAt: now + DAY })
  else if (erasingAt || deletedAt > now)
    await store.accounts.update({ _id, revision }, { reviewAt: Math.max(deletedAt, now + DAY) })
  else await store.accounts.remove({ _id, revision })
}

async function reviewHousehold(context: Context, account: AccountDocument): Promise<void> {
  const { store, now } = context
  const { _id, revision, reviewAt } = account
  const unusedAt = (await lastUse(context, account)) + KEEP.account
  if (unusedAt <= now && Object.keys(pending(account, now)).length === 0) {
    const erased = erasedFields(account, { requestId: 'unused', at: now })
    await store.accounts.update({ _id, revision }, { ...erased, reviewAt: now + KEEP.erasure })
    return
  }
  // Repeated calls that arrive while a release is rolled out still find what they ask for.
  if (typeof reviewAt !== 'number') {
    await store.accounts.update({ _id, revision }, { reviewAt: now + KEEP.request })
    return
  }
  await refreshStanding(context, _id)
  const current = await store.accounts.get(_id)
  if (!current || current.revision > revision + 1) return
  const kept = keptFields(context, current)
  const next = nextReview(kept, unusedAt, now)
  await store.accounts.update(
    { _id, revision: current.revision },
    { ...kept, reviewAt: next, revision: current.revision + 1 },
  )
}

/** When the person last used the app, as far as it is stored, epoch ms; staff count as using it. */
async function lastUse({ store, now }: Context, account: AccountDocument): Promise<number> {
  const { _id, createdAt, usedAt = 0 } = account
  const [staff, sitter, purse, volunteer, [booking]] = await Promise.all([
    store.staff.get(_id),
    store.sitters.get(_id, ['until']),
    store.purses.get(_id, ['usedAt']),
    store.volunteers.get(_id, ['usedAt']),
    store.bookings.find({
      where: { accountId: _id },
      sort: [['activeUntil', 'desc']],
      limit: 1,
      fields: ['activeUntil'],
    }),
  ])
  if (staff && staff.roles.length + (staff.offices?.length ?? 0) > 0) return now
  return Math.max(
    ...[createdAt, usedAt, sitter?.until ?? 0, purse?.usedAt ?? 0],
    ...[volunteer?.usedAt ?? 0, booking?.activeUntil ?? 0],
  )
}

function pending({ ledger }: AccountDocument, now: number) {
  return Object.fromEntries(Object.entries(ledger).filter(([, { endsAt }]) => endsAt > now))
}

type Kept = Required<
  Pick<
    AccountDocument,
    | 'members'
    | 'ledger'
    | 'closed'
    | 'memberChanges'
    | 'warned'
    | 'interests'
    | 'interestKeys'
    | 'interestRequests'
    | 'carers'
    | 'careCodes'
    | 'careRequests'
    | 'relationCode'
  >
>

function keptFields(context: Context, account: AccountDocument): Partial<Kept> & Pick<Kept, 'members' | 'ledger'> {
  const { members, closed = {}, memberChanges = [], warned, interests, carers, relationCode } = account
  const { now } = context
  const fresh = now - KEEP.request
  return {
    members: members.map(member => ofAge(member, now)),
    ledger: pending(account, now),
    closed: Object.fromEntries(Object.entries(closed).filter(([, { at }]) => at > fresh)),
    memberChanges: memberChanges.filter(({ at = 0 }) => at > fresh),
    ...(warned ? { warned: recentWarnings(warned, now) } : {}),
    ...(carers ? { ...carersChange(context, currentCarers(carers, now)), careRequests: [] } : {}),
    ...(interests ? recentInterests(interests, now) : {}),
    ...(relationCode ? { relationCode: relationCode.until > fresh ? relationCode : null } : {}),
  }
}

/** Without wishes that nobody has repeated for long. After the period of a request, a late copy of one is not expected. */
function recentInterests(interests: readonly Interest[], now: number) {
  const recent = interests.filter(({ at }) => at > now - KEEP.interest)
  return { interests: recent, interestKeys: keysOf(recent), interestRequests: [] }
}

/** A guardian's consent is for children: it is removed when the child no longer needs it. */
function ofAge(member: Member, now: number): Member {
  const { consentAt, relation, birthMonth } = member
  return consentAt !== null && !needsConsent(relation, birthMonth, now) ? { ...member, consentAt: null } : member
}

function recentWarnings(warned: NonNullable<AccountDocument['warned']>, now: number) {
  return Object.fromEntries(
    Object.entries(warned)
      .map(([id, moments]) => [id, moments.filter(at => at > now - KEEP.noShow)] as const)
      .filter(([, moments]) => moments.length > 0),
  )
}

/** When something is due next: what was kept just now, a child that comes of age, or the whole account. */
function nextReview(
  { members, ledger, closed, memberChanges, warned, interests = [], relationCode }: Partial<Kept>,
  unusedAt: number,
  now: number,
): number {
  const short = [ledger, closed, memberChanges, warned, relationCode].some(part => Object.keys(part ?? {}).length > 0)
  const birthdays = (members ?? [])
    .filter(({ consentAt, birthMonth }) => consentAt !== null && birthMonth !== null)
    .map(({ birthMonth }) => comesOfAgeAt(birthMonth ?? ''))
  const askedUntil = interests.map(({ at }) => at + KEEP.interest)
  return Math.max(
    now + DAY,
    Math.min(short ? now + DAY : Number.POSITIVE_INFINITY, unusedAt, ...birthdays, ...askedUntil),
  )
}

/** The end of the month in which somebody born in it reaches the age of consent, epoch ms. */
function comesOfAgeAt(birthMonth: string): number {
  const [year = 0, month = 0] = birthMonth.split('-').map(Number)
  const following =
    month === 12 ? `${year + CONSENT_AGE + 1}-01` : `${year + CONSENT_AGE}-${String(month + 1).padStart(2, '0')}`
  return atLocal(`${following}-01`)
}
