import type { ParsedInput } from '@domain/contracts'
import { PRESETS } from '@domain/office/offering-form'
import { planFaults } from '@domain/sessions/plan'
import { DAY } from '@domain/time'
import { nameKey } from '@domain/typed'
import { markForSearch } from '../../catalogue/search-index'
import { changeIdOf, importedOfferingIdOf } from '../../kernel/ids'
import { maskedName, note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { OfferingDocument } from '../../kernel/store/documents'
import { forEachConcurrent } from '../../kernel/work/background'
import { MAX_OFFERINGS } from '../offerings/edit'
import { latestSessions } from '../offerings/latest'
import { planOf } from '../offerings/views'
import { isPossibleTime } from './drafts'
import { createDraft } from './many'
import { draftsBetween, sessionsBetween } from './read'

type Form = ParsedInput<'office.importTimetable'>
type Session = Form['sessions'][number]

/**
 * Adds the classes and drafts of a spreadsheet that are not there yet. Everything is checked before the first write, and the ids
 * follow from the centre, the class and the start: a retry of a call that died adds the rest, and the same file twice, or by two at
 * once, adds nothing more. Throws CENTRE_NOT_FOUND, OFFERING_NOT_FOUND, PLAN_INVALID, TIME_NOT_POSSIBLE.
 */
export const importTimetable: Handler<'office.importTimetable'> = async (context, form) => {
  const { store, now } = context
  const { centreId, sessions } = form
  requireFound(await store.centres.get(centreId, ['name']), 'CENTRE_NOT_FOUND')
  const { offerings, made } = await classesOf(context, form)
  const rows = sessions.map(session => {
    const offering = requireFound(offerings[session.class] ?? null, 'OFFERING_NOT_FOUND')
    return { session, offering, room: nameOf(form, session.room), teacher: nameOf(form, session.teacher) }
  })
  await refuseImpossible(context, rows)
  note(context, { to: `${made.length} 门课，${sessions.length} 场` })
  const existing = await existingStarts(context, centreId, sessions)
  const missing = rows.filter(({ session, offering }) => !existing.has(startKey(offering._id, session.startsAt)))
  if (made.length > 0) await markForSearch(context, centreId)
  await forEachConcurrent(made, offering => store.offerings.insert(offering))
  await forEachConcurrent(missing, ({ session, offering, room, teacher }) => {
    const { startsAt, endsAt, capacity, reserve } = session
    const length = endsAt - startsAt
    return createDraft(context, {
      offeringId: offering._id,
      startsAt,
      length,
      room,
      teacher,
      capacity,
      reserve,
      series: null,
    })
  })
  const created =
    made.length + offerings.filter(offering => isOwn(context, offering) && !made.includes(offering)).length
  return {
    now,
    classes: { created, existing: offerings.length - created },
    sessions: { created: missing.length, existing: sessions.length - missing.length },
  }
}

function nameOf({ names }: Form, position: number): string {
  return requireFound(names[position] ?? null, 'OFFERING_NOT_FOUND')
}

function isOwn(context: StaffContext, { changes }: OfferingDocument): boolean {
  return changes?.includes(changeIdOf(context)) ?? false
}

/** The classes of a spreadsheet as they are stored or will be, in its order, and those that are to be made. */
async function classesOf(context: StaffContext, form: Form) {
  const { store } = context
  const { centreId, classes } = form
  const stored = await store.offerings.find({ where: { centreId, kind: 'class' }, limit: MAX_OFFERINGS })
  const made: OfferingDocument[] = []
  const offerings = classes.map(one => {
    const same = stored.filter(({ title }) => nameKey(title) === nameKey(one.title))
    const found = same.find(({ archived }) => !archived)
    if (found) return found
    // One that is not offered any more is brought back by hand, and one that was taken for known is not.
    if (same.length > 0 || one.category === null) throw new AppError('OFFERING_NOT_FOUND', null)
    const twice = made.find(({ title }) => nameKey(title) === nameKey(one.title))
    const offering = twice ?? offeringOf(context, form, { ...one, category: one.category })
    if (!twice) made.push(offering)
    return offering
  })
  return { offerings, made }
}

type Made = Omit<Form['classes'][number], 'category'> & { category: OfferingDocument['category'] }

function offeringOf(context: StaffContext, form: Form, one: Made): OfferingDocument {
  const { title, category, preset, minutes, capacity, reserve } = one
  const { rules } = requireFound(PRESETS.find(({ id }) => id === preset) ?? null, 'OFFERING_NOT_FOUND')
  return {
    _id: importedOfferingIdOf(context, form.centreId, title),
    centreId: form.centreId,
    kind: 'class',
    category,
    title,
    summary: '',
    bring: '',
    teacher: { name: nameOf(form, one.teacher), intro: '' },
    priceCents: 0,
    plan: { room: nameOf(form, one.room), minutes, capacity, reserve, rules, layout: null, series: null },
    archived: false,
    changes: [changeIdOf(context)],
    changedAt: context.now,
    changedByName: maskedName(context),
    revision: 1,
  }
}

/** Throws TIME_NOT_POSSIBLE, PLAN_INVALID for the first session that cannot be. */
async function refuseImpossible(
  context: StaffContext,
  rows: readonly { session: Session; offering: OfferingDocument }[],
): Promise<void> {
  const offerings = [...new Set(rows.map(({ offering }) => offering))]
  const latest = await latestSessions(context.store, context.place.centreId ?? '', offerings)
  for (const { session, offering } of rows) {
    if (!isPossibleTime(session, context.now)) throw new AppError('TIME_NOT_POSSIBLE', null)
    const { rules, layout } = planOf(offering, latest.get(offering._id))
    const faults = planFaults({ ...session, kind: offering.kind, rules, layout })
    if (faults.length > 0) throw new AppError('PLAN_INVALID', { draftId: null, faults })
  }
}

function startKey(offeringId: string, startsAt: number): string {
  return `${offeringId} ${startsAt}`
}

/** The starts at which classes have a session or a draft already; drafts of this very request do not count. */
async function existingStarts(
  context: StaffContext,
  centreId: string,
  sessions: readonly Session[],
): Promise<ReadonlySet<string>> {
  const starts = sessions.map(({ startsAt }) => startsAt)
  const [from, to] = [Math.min(...starts), Math.max(...starts) + DAY]
  const [published, drafts] = await Promise.all([
    sessionsBetween(context.store, centreId, from, to),
    draftsBetween(context.store, centreId, from, to),
  ])
  const others = drafts.filter(({ changes }) => !changes.includes(changeIdOf(context)))
  return new Set([...published, ...others].map(({ offeringId, startsAt }) => startKey(offeringId, startsAt)))
}
