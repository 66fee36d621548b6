import { RELATION_CODE_LASTS, RELATIONS_MAX } from '@domain/canteen/relations'
import type { RelationsView, RelationView } from '@domain/contracts/relations'
import { SELF_ID } from '@domain/people/members'
import { KEEP } from '@domain/privacy/keep'
import { changeAccount, isOrphaned, loadAccount } from '../accounts/account'
import { relationCodeOf, relationIdOf } from '../kernel/ids'
import { type Context, note, type PersonContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { RelationDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { gt, oneOf, type Store } from '../kernel/store/port'
import { isMadeBy, replacedBy } from '../kernel/work/changes'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'

/** Each conflict means that another request about the same two people succeeded. */
const MAX_ATTEMPTS = 5
/** How many latest requests are remembered. */
const REMEMBERED = 20
const SIDES = ['openid', 'erasure'] as const

/** Who orders for whom. */
export const listRelations: Handler<'meal.relations'> = async context => relationsView(context)

/** Makes the code that the person shows. A repetition shows the same one; a later request replaces it for good. */
export const makeRelationCode: Handler<'meal.relationCode'> = async (context, { name }) => {
  const { now, requestId } = context
  await changeAccount(context, await loadAccount(context), ({ relationCode }) => {
    if (isMadeBy(relationCode, requestId)) return null
    const made = { code: relationCodeOf(context), name, until: now + RELATION_CODE_LASTS, requestId }
    return { relationCode: { ...made, ...replacedBy(relationCode) } }
  })
  return relationsView(context)
}

/** Lets the caller order for the person whose phone shows the code. */
export const relate: Handler<'meal.relate'> = async (context, { code, name }) => {
  const elder = await ownerOfCode(context, code)
  // The account says when it was used last: without one nobody would find what is kept for too long.
  await changeAccount(context, await loadAccount(context), () => ({}))
  const helper = { id: context.accountId, name }
  await connect(context, elder, helper, 'code')
  return relationsView(context)
}

/** Ends a relation of the caller, on whichever side. A repetition ends no later one. */
export const unrelate: Handler<'meal.unrelate'> = async (context, { relationId: _id }) => {
  const { store, now, accountId, requestId } = context
  const relation = requireFound(await store.relations.get(_id), 'RELATION_NOT_FOUND')
  const { elderId, helperId, at, requests } = relation
  if (elderId !== accountId && helperId !== accountId) throw new AppError('RELATION_NOT_FOUND', null)
  if (!requests.includes(requestId)) {
    const change = { endedAt: now, dueAt: now + KEEP.relation, requests: remembered(requests, requestId) }
    await store.relations.update({ _id, at, endedAt: null }, change)
  }
  return relationsView(context)
}

/** Lets the owner of a code order for the person of an order, whom staff have before them. */
export const relateAtCounter: Handler<'staff.mealRelate'> = async (context, { centreId, bookingId, code }) => {
  const booking = requireAtCentre(await context.store.bookings.get(bookingId), centreId, 'BOOKING_NOT_FOUND')
  const { accountId, attendees, order, title, guest } = booking
  if (!order || guest) throw new AppError('BOOKING_NOT_FOUND', null)
  const elderName = attendees.find(({ memberId }) => memberId === SELF_ID)?.nickname ?? ''
  const helper = await ownerOfCode(context, code)
  note(context, { person: { id: accountId, name: elderName }, subject: { id: bookingId, title } })
  await connect(context, { id: accountId, name: elderName }, helper, 'staff')
  return { name: helper.name }
}

interface Side {
  id: string
  name: string
}

/** The person who shows the code now. Two who show the same one are asked for another. */
async function ownerOfCode({ store, now }: Context, code: string): Promise<Side> {
  const shown = await store.accounts.find({
    where: { 'relationCode.code': code, 'relationCode.until': gt(now) },
    limit: 2,
    fields: ['relationCode', 'openid'],
  })
  const [owner] = shown
  if (!owner?.relationCode || shown.length > 1 || owner.openid === '')
    throw new AppError('RELATION_CODE_NOT_FOUND', null)
  return { id: owner._id, name: owner.relationCode.name }
}

/**
 * Stores the relation of two people, one document for each pair. Idempotent under the request id. When one of them is erased
 * meanwhile, this call or the timer removes it again.
 */
async function connect(context: PersonContext, elder: Side, helper: Side, way: RelationDocument['way']): Promise<void> {
  const { store, now, requestId } = context
  if (elder.id === helper.id) throw new AppError('RELATION_OWN', null)
  const _id = relationIdOf(context, elder.id, helper.id)
  const relation = await retryOnConflict(MAX_ATTEMPTS, async () => {
    const stored = await store.relations.get(_id)
    if (stored && (stored.endedAt === null || stored.requests.includes(requestId))) return stored
    await requireRoom(store, elder.id, helper.id)
    const made: RelationDocument = {
      _id,
      elderId: elder.id,
      elderName: elder.name,
      helperId: helper.id,
      helperName: helper.name,
      way,
      at: now,
      endedAt: null,
      requests: remembered(stored?.requests ?? [], requestId),
      dueAt: now + STALE_CALL_AFTER,
    }
    const { _id: _same, ...change } = made
    const won = stored
      ? (await store.relations.update({ _id, at: stored.at, endedAt: stored.endedAt }, change)) === 1
      : await store.relations.insert(made)
    return won ? made : CONFLICT
  })
  await removeOrphaned(store, relation)
}

/** Throws RELATION_LIMIT. Two at once may pass it by one. */
async function requireRoom(store: Store, elderId: string, helperId: string): Promise<void> {
  const [helpers, elders] = await Promise.all([
    store.relations.count({ elderId, endedAt: null }),
    store.relations.count({ helperId, endedAt: null }),
  ])
  if (Math.max(helpers, elders) >= RELATIONS_MAX) throw new AppError('RELATION_LIMIT', { max: RELATIONS_MAX })
}

/** Removes a relation to somebody who was erased since it was made. Returns whether it did. */
async function removeOrphaned(store: Store, { _id, elderId, helperId, at }: RelationDocument): Promise<boolean> {
  const sides = await store.accounts.find({ where: { _id: oneOf([elderId, helperId]) }, limit: 2, fields: SIDES })
  if (!sides.some(side => isOrphaned(side, at))) return false
  await store.relations.remove({ _id, at })
  return true
}

/** Looks at relations: whether both people still were there when it was made, and whether its period is over. */
export const followRelations = eachOf(
  { name: 'relations', collection: 'relations', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async ({ store, now }, relationId) => {
    const relation = await store.relations.get(relationId)
    if (!relation) return
    const { _id, endedAt, dueAt } = relation
    const isPast = endedAt !== null && endedAt <= now - KEEP.relation
    if (isPast) await store.relations.remove({ _id, endedAt })
    else if (!(await removeOrphaned(store, relation)))
      await store.relations.update({ _id, dueAt }, { dueAt: endedAt === null ? 0 : endedAt + KEEP.relation })
  },
)

/** For whom a person orders. */
export async function eldersOf({
  store,
  accountId,
}: Pick<PersonContext, 'store' | 'accountId'>): Promise<RelationView[]> {
  const elders = await store.relations.find({
    where: { helperId: accountId, endedAt: null },
    limit: 2 * RELATIONS_MAX,
  })
  return elders.map(({ _id: id, elderName: name, at: since }) => ({ id, name, since }))
}

async function relationsView({ store, now, accountId }: PersonContext): Promise<RelationsView> {
  const limit = 2 * RELATIONS_MAX
  const [elders, helpers, account] = await Promise.all([
    eldersOf({ store, accountId }),
    store.relations.find({ where: { elderId: accountId, endedAt: null }, limit }),
    store.accounts.get(accountId, ['relationCode', 'members']),
  ])
  const code = account?.relationCode
  return {
    now,
    elders,
    helpers: helpers.map(({ _id: id, helperName: name, at: since }) => ({ id, name, since })),
    code: code && code.until > now ? { digits: code.code, until: code.until } : null,
    name: account?.members.find(({ id }) => id === SELF_ID)?.nickname ?? '',
  }
}

function remembered(requests: readonly string[], requestId: string): string[] {
  return [...requests, requestId].slice(-REMEMBERED)
}
