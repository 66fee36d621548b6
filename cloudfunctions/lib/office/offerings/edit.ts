import type { ParsedInput } from '@domain/contracts'
import type { OfferingEdit } from '@domain/contracts/office-offerings'
import { fitsKind } from '@domain/offerings/kinds'
import { planFor, type SeatPlan, seatPlanFault } from '@domain/offerings/seat-plan'
import type { OfferingPlan } from '@domain/office/offering-form'
import { planFaults } from '@domain/sessions/plan'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { markForSearch } from '../../catalogue/search-index'
import { changeIdOf, createdIdOf } from '../../kernel/ids'
import { inScope, maskedName, note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireAtCentre } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { OfferingDocument } from '../../kernel/store/documents'
import { exists } from '../../kernel/store/port'
import { latestSessions } from './latest'
import { offeringEdit } from './views'

/** More offerings than any centre has. */
export const MAX_OFFERINGS = 500
/** Changes that are remembered to recognise late replays. */
const KEPT = 20

type Form = ParsedInput<'office.saveOffering'>

/** Lists the offerings of a centre as they are edited. */
export const listOfferings: Handler<'office.offerings'> = async (context, { centreId }) => {
  const { store, now } = context
  const all = await store.offerings.find({ where: { centreId }, limit: MAX_OFFERINGS })
  const offerings = inScope(context, all, ({ _id }) => _id)
  const latest = await latestSessions(store, centreId, offerings)
  const views = offerings.map(offering => offeringEdit(offering, latest.get(offering._id)))
  return {
    now,
    offerings: views.sort((a, b) => Number(a.archived) - Number(b.archived) || a.title.localeCompare(b.title, 'zh')),
  }
}

/**
 * Saves an offering by compare-and-set on its revision: of two who edit at once, the second learns what the first has saved.
 * Sessions keep the copy of the rules with which they were published. Throws OFFERING_NOT_FOUND, OFFERING_CHANGED, PLAN_INVALID.
 */
export const saveOffering: Handler<'office.saveOffering'> = async (context, form) => {
  const { store, now } = context
  const { centreId, offeringId, revision } = form
  note(context, { subject: { id: offeringId ?? createdIdOf('offering', context), title: form.title } })
  refuseImpossible(form, now)
  await markForSearch(context, centreId)
  if (offeringId === undefined) {
    const change = changeOf(context, form, null)
    const made = { _id: createdIdOf('offering', context), centreId, priceCents: 0, ...change, revision: 1 }
    await store.offerings.insert(made)
    return answer(context, made._id, centreId)
  }
  const before = await requireOffering(context, centreId, offeringId)
  if (before.changes?.includes(changeIdOf(context))) return answer(context, offeringId, centreId)
  if (before.kind !== form.kind) throw new AppError('PLAN_INVALID', { draftId: null, faults: ['kind'] })
  const change = changeOf(context, form, before.plan?.map ?? null)
  const won = await store.offerings.update(
    { _id: offeringId, centreId, revision: revision === 0 ? exists(false) : revision },
    { ...change, changes: [...(before.changes ?? []), ...change.changes].slice(-KEPT), revision: revision + 1 },
  )
  const { offering } = await answer(context, offeringId, centreId)
  if (won === 1) return { now, offering }
  const after = await requireOffering(context, centreId, offeringId)
  // A concurrent copy of this very request was first.
  if (after.changes?.includes(changeIdOf(context))) return { now, offering }
  const { changedBy: by, changedAt } = offering
  throw new AppError('OFFERING_CHANGED', { by, at: changedAt ?? now, theirs: { ...offering } })
}

async function answer(context: StaffContext, offeringId: string, centreId: string) {
  const offering = await requireOffering(context, centreId, offeringId)
  const latest = await latestSessions(context.store, centreId, [offering])
  const view: OfferingEdit = offeringEdit(offering, latest.get(offeringId))
  return { now: context.now, offering: view }
}

async function requireOffering({ store }: StaffContext, centreId: string, id: string): Promise<OfferingDocument> {
  return requireAtCentre(await store.offerings.get(id), centreId, 'OFFERING_NOT_FOUND')
}

/** `had`: the plan of the room before, which a form without one keeps. */
function changeOf(context: StaffContext, form: Form, had: SeatPlan | null) {
  const { kind, category, title, summary, bring, teacherName, teacherIntro, archived } = form
  const { room, minutes, capacity, reserve, rules, layout, series } = form
  const drawn = form.map === undefined ? had : form.map
  const map = layout && drawn && planFor(drawn, layout.units)
  const plan: OfferingPlan = {
    ...{ room, minutes, capacity, reserve, rules, series, map },
    layout: layout && plainLayout(layout),
  }
  return {
    kind,
    category,
    title,
    summary,
    bring,
    teacher: { name: teacherName, intro: teacherIntro },
    plan,
    archived,
    changes: [changeIdOf(context)],
    changedAt: context.now,
    changedByName: maskedName(context),
  }
}

/** Without fields that are set to undefined. */
function plainLayout({ units, ...grid }: NonNullable<Form['layout']>): NonNullable<OfferingPlan['layout']> {
  return { ...grid, units: units.map(({ id, label, reserve }) => ({ id, label, ...(reserve ? { reserve } : {}) })) }
}

/** Throws PLAN_INVALID for a plan of which no session could be published, whatever its day. */
function refuseImpossible(form: Form, now: number): void {
  const { kind, category, minutes, capacity, reserve, rules, layout, series } = form
  const startsAt = now + 365 * DAY
  // A space is open for hours; its grid is checked again with those of the day.
  const length = layout?.slot ? Math.max(minutes * MINUTE, 12 * HOUR) : minutes * MINUTE
  const faults: string[] = planFaults({
    kind,
    startsAt,
    endsAt: startsAt + length,
    capacity,
    reserve,
    rules,
    layout: layout && plainLayout(layout),
    series: series === null ? null : { id: 'sample', mode: series },
  })
  if (!fitsKind(category, kind)) faults.push('category')
  if (form.map && seatPlanFault(form.map)) faults.push('map')
  if (faults.length > 0) throw new AppError('PLAN_INVALID', { draftId: null, faults })
}
