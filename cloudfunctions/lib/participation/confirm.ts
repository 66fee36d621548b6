import { type DeedFlag, decideConfirm, isNewWitness } from '@domain/participation/deed'
import { pointRulesOf } from '@domain/participation/rules'
import { householdKeyOf, pairIdOf } from '../kernel/ids'
import { note, type PersonContext, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { DeedDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { advanceDeed, changeDeed } from './deeds'

/** The deed that a code stands for. The code is cleared when the deed has ended. */
async function requireByCode(store: Store, code: string): Promise<DeedDocument> {
  const [deed, other] = await store.deeds.find({ where: { code }, limit: 2 })
  if (other) throw new AppError('CODE_AMBIGUOUS', null)
  return requireFound(deed ?? null, 'DEED_NOT_FOUND')
}

/** What a neighbour is asked to confirm. */
export const getWitness: Handler<'points.witness'> = async ({ store, now, accountId }, { code }) => {
  const { name, task, date, hours, note: done, accountId: owner } = await requireByCode(store, code)
  const { title, mutual } = task
  return { now, name, title, date, hours, note: done, mutual, isOwn: owner === accountId }
}

/** Confirms a deed as another household, and lists its points. Idempotent under the request id. */
export const confirmAsNeighbour: Handler<'points.confirm'> = async (context, { code }) => {
  const { store, accountId } = context
  const { _id, accountId: owner, rulesId } = await requireByCode(store, code)
  const account = await store.accounts.get(accountId, ['createdAt'])
  const isNew = isNewWitness(account?.createdAt ?? null, context.now, pointRulesOf(rulesId))
  return confirm(context, _id, { by: '', pair: pairIdOf(context, owner, accountId) }, isNew ? ['new'] : [])
}

/** Confirms a deed at the centre; nobody does so for their own household. */
export const confirmAsStaff: Handler<'staff.pointsConfirm'> = async (context: StaffContext, { centreId, deedId }) => {
  const deed = requireAtCentre(await context.store.deeds.get(deedId), centreId, 'DEED_NOT_FOUND')
  note(context, { person: { id: deed.accountId, name: deed.name }, subject: { id: deedId, title: deed.task.title } })
  return confirm(context, deedId, { by: context.actor, pair: null })
}

type Confirmation = Pick<NonNullable<DeedDocument['confirmed']>, 'by' | 'pair'>

/** The first confirmation counts; what follows is moved by this call, or by the timer when it dies. */
async function confirm(
  context: PersonContext,
  deedId: string,
  by: Confirmation,
  flags: DeedFlag[] = [],
): Promise<{ confirmedAt: number }> {
  const { now, accountId, requestId } = context
  const household = householdKeyOf(context, deedId, accountId)
  const deed = await changeDeed(context, deedId, ({ state, accountId: owner, confirmed }) => {
    if (confirmed?.requestId === requestId && confirmed.household === household) return null
    enforce(decideConfirm(state, owner === accountId))
    return {
      state: 'confirmed',
      confirmed: { household, ...by, at: now, requestId },
      dueAt: now + STALE_CALL_AFTER,
      flags,
    }
  })
  const { confirmed } = await advanceDeed(context, deed)
  if (!confirmed) throw new AppError('BUSY', null)
  return { confirmedAt: confirmed.at }
}
