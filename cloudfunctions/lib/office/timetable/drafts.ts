import type { ParsedInput } from '@domain/contracts'
import type { OfferingPlan } from '@domain/office/offering-form'
import { LONGEST_SESSION } from '@domain/sessions/change'
import { planFaults } from '@domain/sessions/plan'
import { DAY, sayDatedSpan } from '@domain/time'
import { changeIdOf, createdIdOf } from '../../kernel/ids'
import { maskedName, note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { DraftDocument, OfferingDocument } from '../../kernel/store/documents'
import { inc, oneOf } from '../../kernel/store/port'
import { agreementEnds } from '../../participation/partners'
import { latestSessions } from '../offerings/latest'
import { planOf } from '../offerings/views'
import { draftsBetween, draftViews, sessionsBetween } from './read'

/** How far ahead can be planned. */
const FURTHEST = 366 * DAY
/** Changes that are remembered to recognise late replays. */
const KEPT = 20

type Form = ParsedInput<'office.saveDraft'>

/**
 * Saves a draft by compare-and-set on its revision: of two who edit at once, the second learns what the first has saved. Throws
 * OFFERING_NOT_FOUND, DRAFT_NOT_FOUND, DRAFT_CHANGED, DRAFT_PUBLISHED, PLAN_INVALID, TIME_NOT_POSSIBLE.
 */
export const saveDraft: Handler<'office.saveDraft'> = async (context, form) => {
  const { store, now } = context
  const { centreId, draftId = createdIdOf('draft', context), offeringId, startsAt, endsAt, revision } = form
  const { title } = await requirePossible(context, form)
  note(context, { subject: { id: draftId, title }, to: sayDatedSpan(startsAt, endsAt) })
  const id = changeIdOf(context)
  if (form.draftId === undefined) {
    const made = draftOf(context, form, draftId)
    return {
      now,
      draft: await shown(
        context,
        (await store.drafts.insert(made)) ? made : await requireDraft(context, centreId, draftId),
      ),
    }
  }
  const before = await requireDraft(context, centreId, draftId)
  if (before.changes.includes(id)) return { now, draft: await shown(context, before) }
  if (before.offeringId !== offeringId) throw new AppError('OFFERING_NOT_FOUND', null)
  note(context, { from: sayDatedSpan(before.startsAt, before.endsAt) })
  const {
    _id,
    centreId: _centre,
    state: _state,
    publicationId: _none,
    series: _series,
    ...change
  } = draftOf(context, form, draftId)
  const won = await store.drafts.update(
    { _id: draftId, centreId, state: 'draft', revision },
    { ...change, revision: revision + 1, changes: [...before.changes, id].slice(-KEPT) },
  )
  const after = await requireDraft(context, centreId, draftId)
  if (won === 0 && !after.changes.includes(id)) refuseChanged(after, await shown(context, after))
  return { now, draft: await shown(context, after) }
}

function refuseChanged({ _id, state, changedAt }: DraftDocument, view: { changedBy: string | null }): never {
  if (state === 'published' || state === 'publishing') throw new AppError('DRAFT_PUBLISHED', null)
  throw new AppError('DRAFT_CHANGED', { draftId: _id, by: view.changedBy, at: changedAt, theirs: { ...view } })
}

/** Removes drafts; those that are published, or are being published, stay. */
export const removeDrafts: Handler<'office.removeDrafts'> = async (context, { centreId, draftIds }) => {
  const { store, now } = context
  const id = changeIdOf(context)
  await store.drafts.update(
    { _id: oneOf(draftIds), centreId, state: 'draft' },
    { state: 'removed', changes: [id], revision: inc(1), changedAt: now, changedByName: maskedName(context) },
  )
  // Counted afterwards, so that a replay answers the same.
  const removed = await store.drafts.count({ _id: oneOf(draftIds), centreId, state: 'removed' })
  note(context, { to: `${removed} 场` })
  return { now, removed }
}

/** An offering that can still be planned, with its plan. Throws OFFERING_NOT_FOUND. */
export async function requirePlannable(
  { store }: StaffContext,
  centreId: string,
  offeringId: string,
): Promise<OfferingDocument & { plan: OfferingPlan }> {
  const offering = requireAtCentre(await store.offerings.get(offeringId), centreId, 'OFFERING_NOT_FOUND')
  if (offering.archived) throw new AppError('OFFERING_NOT_FOUND', null)
  const latest = await latestSessions(store, centreId, [offering])
  return { ...offering, plan: planOf(offering, latest.get(offeringId)) }
}

/** Whether a session can be planned for this time: to come, not too far away, and not longer than a session can be. */
export function isPossibleTime({ startsAt, endsAt }: { startsAt: number; endsAt: number }, now: number): boolean {
  const length = endsAt - startsAt
  return startsAt > now && startsAt < now + FURTHEST && length > 0 && length <= LONGEST_SESSION
}

async function requirePossible(context: StaffContext, form: Form) {
  const { now } = context
  const { centreId, offeringId, draftId = null, startsAt, endsAt, capacity, reserve } = form
  const offering = await requirePlannable(context, centreId, offeringId)
  if (!isPossibleTime(form, now)) throw new AppError('TIME_NOT_POSSIBLE', null)
  const { kind, plan } = offering
  const { rules, layout } = plan
  const ends = await agreementEnds(context.store, [offeringId])
  const isAgreed = startsAt < (ends.get(offeringId) ?? Infinity)
  const faults = [
    ...planFaults({ kind, startsAt, endsAt, capacity, reserve, rules, layout }),
    ...(isAgreed ? [] : ['agreement' as const]),
  ]
  if (faults.length > 0) throw new AppError('PLAN_INVALID', { draftId, faults })
  return offering
}

function draftOf(context: StaffContext, form: Form, _id: string): DraftDocument {
  const { centreId, offeringId, startsAt, endsAt, room, teacher, capacity, reserve } = form
  return {
    _id,
    centreId,
    offeringId,
    startsAt,
    endsAt,
    room,
    teacher,
    capacity,
    reserve,
    series: null,
    state: 'draft',
    publicationId: null,
    revision: 1,
    changes: [changeIdOf(context)],
    changedAt: context.now,
    changedBy: context.accountId,
    changedByName: maskedName(context),
  }
}

async function requireDraft({ store }: StaffContext, centreId: string, draftId: string): Promise<DraftDocument> {
  const draft = requireAtCentre(await store.drafts.get(draftId), centreId, 'DRAFT_NOT_FOUND')
  if (draft.state === 'removed') throw new AppError('DRAFT_NOT_FOUND', null)
  return draft
}

/** A draft with its clashes. */
async function shown({ store }: StaffContext, draft: DraftDocument) {
  const { centreId, startsAt, endsAt } = draft
  const [sessions, others] = await Promise.all([
    sessionsBetween(store, centreId, startsAt, endsAt),
    draftsBetween(store, centreId, startsAt, endsAt),
  ])
  const all = [draft, ...others.filter(({ _id }) => _id !== draft._id)]
  const view = (await draftViews(store, all, sessions)).find(({ id }) => id === draft._id)
  if (!view) throw new AppError('OFFERING_NOT_FOUND', null)
  return view
}
