import { CARE_CODE_FOR, canShareCare, isSameChild, MAX_CARED, MAX_CARERS } from '@domain/people/cares'
import type { Member } from '@domain/people/members'
import { careCodeOf, careHashOf, careIdOf } from '../kernel/ids'
import { type Context, onBehalfOf, type PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { AccountDocument, Caring, StoredCarer } from '../kernel/store/documents'
import { inc, oneOf, remove } from '../kernel/store/port'
import { changeAccount, loadAccount } from './account'

type Carers = Record<string, StoredCarer>

/** Invites one other person to care for a child; idempotent. Throws MEMBER_NOT_FOUND, CARE_NOT_POSSIBLE, CARERS_FULL. */
export async function inviteCarer(
  context: PersonContext,
  { memberId, name }: { memberId: string; name: string },
): Promise<AccountDocument> {
  const { now, requestId } = context
  const id = careIdOf(context)
  return changeAccount(context, await loadAccount(context), ({ members, carers: stored = {}, careRequests = [] }) => {
    // A late copy must not open again what was ended since.
    if (careRequests.includes(requestId)) return null
    const member = requireFound(
      members.find(one => one.id === memberId),
      'MEMBER_NOT_FOUND',
    )
    if (!canShareCare(member, now)) throw new AppError('CARE_NOT_POSSIBLE', null)
    const carers = currentCarers(stored, now)
    if (Object.values(carers).filter(one => one.memberId === memberId).length >= MAX_CARERS) {
      throw new AppError('CARERS_FULL', { max: MAX_CARERS })
    }
    const carer = { memberId, name, at: now, until: now + CARE_CODE_FOR, accountId: '' }
    return {
      ...carersChange(context, { ...carers, [id]: carer }),
      careRequests: [...careRequests, requestId].slice(-20),
    }
  })
}

/**
 * Accepts an invitation in two writes: the child's account says first who cares for it, and is asked at every act; then the
 * caller's account notes where the child is. A call that dies between them is repeated with the same code. Throws
 * CARE_CODE_WRONG, CARE_OWN, CARE_TWICE, CARE_LIMIT.
 */
export async function acceptCare(context: PersonContext, code: string): Promise<AccountDocument> {
  const { store, now, accountId } = context
  const hash = careHashOf(context, code)
  const [owner] = await store.accounts.find({ where: { careCodes: oneOf([hash]) }, limit: 1 })
  const [id, carer] =
    Object.entries(owner?.carers ?? {}).find(([one]) => careHashOf(context, codeOf(context, one)) === hash) ?? []
  if (!owner || !id || !carer || carer.until <= now) throw new AppError('CARE_CODE_WRONG', null)
  if (owner._id === accountId) throw new AppError('CARE_OWN', null)
  // A code is good once: whoever else has it learns no more than of a wrong one.
  if (carer.accountId !== '' && carer.accountId !== accountId) throw new AppError('CARE_CODE_WRONG', null)
  const child = owner.members.find(member => member.id === carer.memberId)
  if (!child || !canShareCare(child, now)) throw new AppError('CARE_CODE_WRONG', null)
  const account = await loadAccount(context)
  const refuse = ({ members, caring = {} }: AccountDocument) => {
    if (id in caring) return
    const twin = members.find(member => isSameChild(member, child))
    if (twin) throw new AppError('CARE_TWICE', { nickname: twin.nickname })
    if (Object.keys(caring).length >= MAX_CARED) throw new AppError('CARE_LIMIT', { max: MAX_CARED })
  }
  refuse(account)
  await changeAccount(actingFor(context, owner._id), owner, ({ carers = {} }) => {
    const current = carers[id]
    if (!current || (current.accountId !== '' && current.accountId !== accountId)) {
      throw new AppError('CARE_CODE_WRONG', null)
    }
    return current.accountId === accountId ? null : { carers: { ...carers, [id]: { ...current, accountId } } }
  })
  try {
    const after = await changeAccount(context, account, current => {
      refuse(current)
      const { caring = {} } = current
      if (id in caring) return null
      return { caring: { ...caring, [id]: { accountId: owner._id, memberId: carer.memberId, at: now } } }
    })
    // The child's account may have ended it, or have been erased, before this note was there to be removed.
    const [seen] = await caresOf(context, { ...after, caring: pick(after.caring, id) })
    if (seen?.care) return after
    await changeAccount(context, after, ({ caring = {} }) => (id in caring ? { caring: without(caring, id) } : null))
    throw new AppError('CARE_CODE_WRONG', null)
  } catch (error) {
    // Refused meanwhile, or erased: nobody cares for the child who does not know of it.
    if (error instanceof AppError)
      await store.accounts.update(
        { _id: owner._id, [`carers.${id}.accountId`]: accountId },
        { [`carers.${id}.accountId`]: '', revision: inc(1) },
      )
    throw error
  }
}

/** Throws CARE_TWICE when the household cares for the same child of another account already: it would be booked twice. */
export async function refuseCaredTwin(context: PersonContext, account: AccountDocument, child: Member): Promise<void> {
  const cares = await caresOf(context, account)
  if (cares.some(({ care }) => care && isSameChild(care.member, child))) {
    throw new AppError('CARE_TWICE', { nickname: child.nickname })
  }
}

/** The children that an account cares for now, with what they are called. */
export async function caredNames(context: PersonContext, account: AccountDocument) {
  return (await caresOf(context, account)).flatMap(({ id, care }) =>
    care && canShareCare(care.member, context.now) ? [{ careId: id, nickname: care.member.nickname }] : [],
  )
}

/** All notes of an account about children of others, each with the child, or null where its account ended it. */
export async function caresOf(context: PersonContext, { caring = {} }: AccountDocument) {
  const notes = Object.entries(caring)
  const ids = [...new Set(notes.map(([, { accountId }]) => accountId))]
  const owners =
    ids.length === 0 ? [] : await context.store.accounts.find({ where: { _id: oneOf(ids) }, limit: ids.length })
  return notes.map(([id, note]) => {
    const owner = owners.find(({ _id }) => _id === note.accountId)
    return { id, care: owner ? careOf(context, id, note, owner) : null }
  })
}

/** Ends a care from either side, in the child's account first: from then on the other can do nothing. */
export async function endCare(context: PersonContext, careId: string): Promise<AccountDocument> {
  const { accountId } = context
  const account = await loadAccount(context)
  const caring = account.caring?.[careId]
  if (caring) {
    const owner = await context.store.accounts.get(caring.accountId)
    if (owner?.carers?.[careId]?.accountId === accountId) {
      await changeAccount(actingFor(context, owner._id), owner, ({ carers = {} }) =>
        carersChange(context, without(carers, careId)),
      )
    }
  }
  return changeAccount(context, account, ({ carers = {}, caring: children = {} }) => {
    if (!(careId in carers) && !(careId in children)) return null
    return {
      ...(careId in carers ? carersChange(context, without(carers, careId)) : {}),
      ...(careId in children ? { caring: without(children, careId) } : {}),
    }
  })
}

/** A child that the caller cares for, and its account. */
export interface Care {
  owner: AccountDocument
  member: Member
}

/** A child that the caller cares for now. Throws CARE_NOT_FOUND when it was ended, or the child is too old for it. */
export async function requireCare(context: PersonContext, careId: string): Promise<Care> {
  const account = await loadAccount(context)
  const caring = account.caring?.[careId]
  const owner = caring ? await context.store.accounts.get(caring.accountId) : null
  const care = caring && owner ? careOf(context, careId, caring, owner) : null
  if (!care || !canShareCare(care.member, context.now)) throw new AppError('CARE_NOT_FOUND', null)
  return care
}

/** The child of a note; null when its account does not say so any more. */
function careOf({ accountId }: PersonContext, careId: string, caring: Caring, owner: AccountDocument): Care | null {
  const carer = owner.carers?.[careId]
  const member = owner.members.find(({ id }) => id === caring.memberId)
  return carer?.accountId === accountId && carer.memberId === caring.memberId && member ? { owner, member } : null
}

/** The call in the name of a child's account. */
export function actingFor(context: PersonContext, ownerId: string, requestId = context.requestId): PersonContext {
  return onBehalfOf(context, { accountId: ownerId, requestId })
}

/** Without invitations that nobody can accept any more. */
export function currentCarers(carers: Carers, now: number): Carers {
  return Object.fromEntries(Object.entries(carers).filter(([, one]) => one.accountId !== '' || one.until > now))
}

/** Without those who care for a child that is removed. */
export function withoutMember(carers: Carers, memberId: string): Carers {
  return Object.fromEntries(Object.entries(carers).filter(([, one]) => one.memberId !== memberId))
}

/** The code of an invitation. */
export function codeOf(context: Pick<Context, 'idSecret'>, careId: string): string {
  return careCodeOf(context, careId)
}

/** The fields of an account with these carers. A used code stays known until it is over, for whoever repeats the call. */
export function carersChange(context: Pick<Context, 'now' | 'idSecret'>, carers: Carers) {
  const open = Object.entries(carers).filter(([, { until }]) => until > context.now)
  return { carers, careCodes: open.map(([id]) => careHashOf(context, codeOf(context, id))) }
}

/**
 * Ends all cares at the other accounts that an account had when it was erased at `erasedAt`; those made since stay. Safe to repeat; the
 * account's own lists change last. Returns false if they have changed meanwhile.
 */
export async function anonymizeCares(
  context: Pick<Context, 'store' | 'now' | 'idSecret'>,
  accountId: string,
  erasedAt: number,
): Promise<boolean> {
  const { store } = context
  const account = await store.accounts.get(accountId, ['carers', 'caring', 'revision'])
  const { carers = {}, caring = {}, revision = 0 } = account ?? {}
  const past = <Care extends { at: number }>(cares: Record<string, Care>) =>
    Object.entries(cares).filter(([, { at }]) => at <= erasedAt)
  const since = <Care extends { at: number }>(cares: Record<string, Care>) =>
    Object.fromEntries(Object.entries(cares).filter(([, { at }]) => at > erasedAt))
  await Promise.all([
    ...past(carers)
      .filter(([, { accountId: other }]) => other !== '')
      .map(([id, { accountId: other }]) =>
        store.accounts.update({ _id: other }, { [`caring.${id}`]: remove(), revision: inc(1) }),
      ),
    ...past(caring).map(([id, { accountId: other }]) =>
      store.accounts.update({ _id: other }, { [`carers.${id}`]: remove(), revision: inc(1) }),
    ),
  ])
  if (past(carers).length + past(caring).length === 0) return true
  const kept = { ...carersChange(context, since(carers)), caring: since(caring), careRequests: [] }
  return (await store.accounts.update({ _id: accountId, revision }, { ...kept, revision: inc(1) })) === 1
}

function pick<Value>(entries: Record<string, Value> = {}, id: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([one]) => one === id))
}

function without<Value>(entries: Record<string, Value>, id: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([one]) => one !== id))
}
