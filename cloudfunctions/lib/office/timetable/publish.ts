import { spotCounts } from '@domain/offerings/layout'
import { closureOn } from '@domain/places/opening-hours'
import { LONGEST_SESSION } from '@domain/sessions/change'
import { planFaults } from '@domain/sessions/plan'
import { localDate } from '@domain/time'
import { type NewSession, newSession } from '../../catalogue/new-session'
import { createdIdOf } from '../../kernel/ids'
import { type Context, maskedName, note } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { CentreDocument, DraftDocument, OfferingDocument, PublicationDocument } from '../../kernel/store/documents'
import { oneOf } from '../../kernel/store/port'
import { forEachConcurrent } from '../../kernel/work/background'
import { agreementEnds } from '../../participation/partners'
import { cancelOnClosedDays } from '../../sessions/closed-days'
import { latestSessions } from '../offerings/latest'
import { planOf } from '../offerings/views'
import { forgetSlots, namedClashes, reserveSlots } from './guard'
import { draftViews, offeringsOf, publicationView, slotOf } from './read'

/**
 * Publishes drafts, all or none. The publication is stored first and holds everything needed to continue: drafts are frozen, the
 * rooms and teachers are reserved by one conditional update, then the sessions are stored under the ids of their drafts. A retry
 * or the timer continues from any point; a second publication of the same drafts creates nothing. Throws CENTRE_NOT_FOUND,
 * OFFERING_NOT_FOUND, DRAFT_CHANGED, PLAN_INVALID, TIME_NOT_POSSIBLE, TIMETABLE_CLASH, REQUEST_REUSED.
 */
export const publish: Handler<'office.publish'> = async (context, { centreId, drafts }) => {
  const { store, now, accountId } = context
  const made: PublicationDocument = {
    _id: createdIdOf('publication', context),
    centreId,
    by: accountId,
    byName: maskedName(context),
    at: now,
    drafts: drafts.map(({ id, revision }) => ({ id, revision })),
    created: [],
    state: 'running',
    refusal: null,
    openAt: now,
  }
  const isNew = await store.publications.insert(made)
  const stored = isNew ? made : requireFound(await store.publications.get(made._id), 'PUBLICATION_NOT_FOUND')
  if (JSON.stringify([stored.centreId, stored.drafts]) !== JSON.stringify([centreId, made.drafts])) {
    throw new AppError('REQUEST_REUSED', null)
  }
  const done = await continuePublication(context, stored)
  if (done.refusal) throw new AppError(done.refusal.code, done.refusal.detail)
  note(context, { subject: { id: done._id, title: '课表' }, to: `${done.created.length} 场` })
  return { now, publication: requireFound(publicationView(done), 'PUBLICATION_NOT_FOUND') }
}

/** Continues a publication from wherever it stands, and returns it as it stands afterwards. Safe to repeat. */
export async function continuePublication(
  context: Context,
  publication: PublicationDocument,
): Promise<PublicationDocument> {
  const { store } = context
  const { _id, centreId, openAt } = publication
  let { state, created, refusal } = publication
  if (openAt === 0 || state === 'undoing' || state === 'undone') return publication
  if (state === 'running') {
    const frozen = await freeze(context, publication)
    try {
      created = await storeSessions(context, publication, frozen)
      state = 'done'
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'BUSY') throw error
      refusal = { code: error.code, detail: error.detail } as PublicationDocument['refusal']
      state = 'refused'
    }
    await store.publications.update({ _id, state: 'running' }, { state, created, refusal })
  }
  // What follows repeats itself after a crash, because `openAt` is cleared last.
  if (state === 'done') {
    await store.drafts.update({ _id: oneOf(created), publicationId: _id, state: 'publishing' }, { state: 'published' })
    await forgetSlots(context, centreId, created)
    await cancelClosed(context, centreId, created)
  } else {
    await store.drafts.update({ publicationId: _id, state: 'publishing' }, { state: 'draft', publicationId: null })
  }
  // A repetition announces once more, and those who were told do not wait for anything any more.
  const announced = state === 'done' && created.length > 0 ? { announceAt: context.now } : {}
  await store.publications.update({ _id, state }, { openAt: 0, ...announced })
  return { ...publication, state, created, refusal, openAt: 0, ...announced }
}

/** Cancels published sessions of days that were closed after the opening hours were read. */
async function cancelClosed(context: Context, centreId: string, created: readonly string[]): Promise<void> {
  const sessions = await context.store.sessions.find({
    where: { _id: oneOf(created), status: 'open' },
    limit: created.length,
    fields: ['startsAt'],
  })
  const dated = sessions.map(({ _id, startsAt }) => ({ sessionId: _id, date: localDate(startsAt) }))
  if (dated.length > 0) await cancelOnClosedDays(context, centreId, dated)
}

/**
 * Keeps the drafts from being changed, and returns those that this publication has. Throws DRAFT_CHANGED when one is not what
 * was seen any more; drafts that are published, by another screen or before, are left out.
 */
async function freeze(context: Context, publication: PublicationDocument): Promise<DraftDocument[]> {
  const { store } = context
  const { _id: publicationId, centreId, drafts } = publication
  const ids = drafts.map(({ id }) => id)
  await store.drafts.update({ _id: oneOf(ids), centreId, state: 'draft' }, { state: 'publishing', publicationId })
  const rows = await store.drafts.find({ where: { _id: oneOf(ids), centreId }, limit: ids.length })
  return rows.filter(row => row.publicationId === publicationId && row.state === 'publishing')
}

/** Decides and stores the sessions; returns their ids. Throws when the publication is refused. */
async function storeSessions(
  context: Context,
  publication: PublicationDocument,
  frozen: readonly DraftDocument[],
): Promise<string[]> {
  const { store } = context
  const { _id: publicationId, centreId } = publication
  if (frozen.length === 0) return []
  const [centre, offerings, guard] = await Promise.all([
    store.centres.get(centreId),
    offeringsOf(store, frozen),
    store.timetables.get(centreId),
  ])
  // Once its slots are reserved a publication is decided: a retry must not refuse what time has passed over since.
  const isDecided = Object.values(guard?.pending ?? {}).some(slot => slot.publicationId === publicationId)
  const plans = await plansOf(context, requireFound(centre, 'CENTRE_NOT_FOUND'), frozen, offerings)
  if (!isDecided) {
    await refuseChanged(context, publication, frozen)
    const open = requireFound(centre, 'CENTRE_NOT_FOUND')
    const ends = await agreementEnds(store, [...offerings.keys()])
    for (const plan of plans) refuseImpossible(context, plan, open, ends.get(plan.offeringId) ?? Infinity)
    const slots = frozen.map(draft =>
      slotOf(draft, requireFound(offerings.get(draft.offeringId), 'OFFERING_NOT_FOUND')),
    )
    const clashes = await reserveSlots(
      context,
      { centreId, publicationId, isPublication: true },
      slots.map(slot => ({ key: slot.id, slot })),
    )
    if (clashes.length > 0) throw new AppError('TIMETABLE_CLASH', { clashes: namedClashes(clashes) })
  }
  await forEachConcurrent(plans, plan => store.sessions.insert(newSession(plan)))
  return plans.map(({ _id }) => _id)
}

async function plansOf(
  { store }: Context,
  centre: CentreDocument,
  drafts: readonly DraftDocument[],
  offerings: ReadonlyMap<string, OfferingDocument>,
): Promise<NewSession[]> {
  const latest = await latestSessions(store, centre._id, [...offerings.values()])
  return drafts.map(draft => {
    const offering = requireFound(offerings.get(draft.offeringId), 'OFFERING_NOT_FOUND')
    const { rules, layout } = planOf(offering, latest.get(offering._id))
    const { startsAt, endsAt, capacity, reserve } = draft
    return {
      _id: draft._id,
      offeringId: offering._id,
      centreId: centre._id,
      centreName: centre.name,
      address: centre.address,
      kind: offering.kind,
      category: offering.category,
      title: offering.title,
      room: draft.room,
      teacher: draft.teacher,
      startsAt,
      endsAt,
      ...(layout ? spotCounts(layout, { startsAt, endsAt }) : { capacity, reserve }),
      rules,
      layout,
      series: draft.series,
    }
  })
}

function refuseImpossible({ now }: Context, plan: NewSession, { hours }: CentreDocument, agreedUntil: number): void {
  const { _id, startsAt, endsAt } = plan
  if (startsAt <= now || endsAt - startsAt > LONGEST_SESSION) throw new AppError('TIME_NOT_POSSIBLE', null)
  const date = localDate(startsAt)
  const isClosed = closureOn(hours, date) !== undefined
  const faults = [
    ...planFaults(plan),
    ...(isClosed ? ['closed' as const] : []),
    ...(startsAt < agreedUntil ? [] : ['agreement' as const]),
  ]
  if (faults.length > 0) throw new AppError('PLAN_INVALID', { draftId: _id, faults })
}

/** Refuses when a draft was changed after it was seen. */
async function refuseChanged(
  { store }: Context,
  { drafts }: PublicationDocument,
  frozen: readonly DraftDocument[],
): Promise<void> {
  const changed = frozen.find(({ _id, revision }) => drafts.some(seen => seen.id === _id && seen.revision !== revision))
  if (!changed) return
  const [view] = await draftViews(store, [changed], [])
  throw new AppError('DRAFT_CHANGED', {
    draftId: changed._id,
    by: view?.changedBy ?? null,
    at: changed.changedAt,
    theirs: { ...view },
  })
}
