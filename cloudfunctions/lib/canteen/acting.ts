import { SELF_ID } from '@domain/people/members'
import { DAY } from '@domain/time'
import { changeAccount, isOrphaned, loadAccount } from '../accounts/account'
import { onBehalfOf, type PersonContext } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { BookingDocument } from '../kernel/store/documents'

/** An account that only orders for somebody else is noted as used this often. */
const NOTE_EVERY = 30 * DAY

/** In whose name an order is made. `elderName` null: in the caller's own. */
export interface Acting {
  context: PersonContext
  elderName: string | null
}

/**
 * The context in which an order is made: the caller's own, or that of the person for whom the caller orders. An order for an
 * elder is an order of the elder's account, so each rule about a person and a sitting holds whoever orders. Throws
 * RELATION_NOT_FOUND.
 */
export async function actingFor(context: PersonContext, relationId: string | undefined): Promise<Acting> {
  if (relationId === undefined) return { context, elderName: null }
  const { store, now, accountId, requestId } = context
  const relation = await store.relations.get(relationId)
  if (!relation || relation.helperId !== accountId || relation.endedAt !== null)
    throw new AppError('RELATION_NOT_FOUND', null)
  const [elder, helper] = await Promise.all([
    store.accounts.get(relation.elderId, ['openid', 'erasure']),
    loadAccount(context),
  ])
  if (!elder || isOrphaned(elder, relation.at) || isOrphaned(helper, relation.at))
    throw new AppError('RELATION_NOT_FOUND', null)
  if ((helper.usedAt ?? 0) < now - NOTE_EVERY) await changeAccount(context, helper, () => ({}))
  return { context: onBehalfOf(context, { accountId: relation.elderId, requestId }), elderName: relation.elderName }
}

/** Whether an order is of the account's holder alone: others of the household are none of the helper's business. */
export function isOfHolder({ attendees }: Pick<BookingDocument, 'attendees'>): boolean {
  return attendees.every(({ memberId }) => memberId === SELF_ID)
}

/** Whether the caller may order for these: for themselves and their household, for somebody else only for that person. */
export function requireEaters(relationId: string | undefined, memberIds: readonly string[]): void {
  if (relationId !== undefined && memberIds.some(memberId => memberId !== SELF_ID))
    throw new AppError('MEMBER_NOT_FOUND', null)
}
