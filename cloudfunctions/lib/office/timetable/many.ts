import type { ParsedInput } from '@domain/contracts'
import type { PlanRowView } from '@domain/contracts/office-timetable'
import {
  type Candidate,
  copiedStart,
  type PlanRow,
  planRows,
  repeatedStarts,
  unitEnd,
  unitStart,
} from '@domain/office/copy'
import { MAX_SERIES, type Series } from '@domain/series/series'
import { atLocal, DAY, localDate, MINUTE } from '@domain/time'
import { changeIdOf, plannedIdOf } from '../../kernel/ids'
import { maskedName, note, type StaffContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { DraftDocument } from '../../kernel/store/documents'
import { forEachConcurrent } from '../../kernel/work/background'
import { agreementEnds } from '../../participation/partners'
import { requirePlannable } from './drafts'
import { draftsBetween, offeringsOf, sessionSlot, sessionsBetween, slotOf } from './read'

/** Most sessions that are planned in one call. */
const MAX_PLANNED = 600
/** Drafts of one offering at one start that were made, moved away or published before. */
const MOST_AT_ONE_START = 8
/** How far ahead a repetition reaches. */
const FURTHEST = 366 * DAY

/** A candidate with what its draft needs besides. */
type Planned = Candidate & { capacity: number; reserve: number; series: Series | null }

/** Shows what a repetition would create. Throws CENTRE_NOT_FOUND, OFFERING_NOT_FOUND, TIME_NOT_POSSIBLE. */
export const previewRepeat: Handler<'office.previewRepeat'> = async (context, input) => {
  const candidates = await repeatCandidates(context, input)
  return answer(context, await decide(context, candidates))
}

/** Creates the drafts of a repetition. Throws CENTRE_NOT_FOUND, OFFERING_NOT_FOUND, TIME_NOT_POSSIBLE. */
export const repeat: Handler<'office.repeat'> = async (context, input) => {
  return create(context, await repeatCandidates(context, input))
}

/** Shows what a copy would create. Throws CENTRE_NOT_FOUND, TIME_NOT_POSSIBLE. */
export const previewCopy: Handler<'office.previewCopy'> = async (context, input) => {
  const candidates = await copyCandidates(context, input)
  return answer(context, await decide(context, candidates))
}

/** Creates the drafts of a copy. Throws CENTRE_NOT_FOUND, TIME_NOT_POSSIBLE. */
export const copy: Handler<'office.copy'> = async (context, input) => {
  return create(context, await copyCandidates(context, input))
}

async function repeatCandidates(context: StaffContext, input: ParsedInput<'office.repeat'>): Promise<Planned[]> {
  const { centreId, offeringId, weekdays, minute, from, until, room, teacher } = input
  const [start, end] = [atLocal(from), atLocal(until)]
  if (end < start || end - start > FURTHEST) throw new AppError('TIME_NOT_POSSIBLE', null)
  const { plan, kind, title, teacher: usual } = await requirePlannable(context, centreId, offeringId)
  const { capacity, reserve, minutes, series } = plan
  return repeatedStarts(weekdays, minute, start, end).map((startsAt, n) => ({
    id: plannedIdOf(context, offeringId, startsAt, 0),
    offeringId,
    kind,
    title,
    room: room ?? plan.room,
    teacher: teacher ?? usual.name,
    startsAt,
    length: minutes * MINUTE,
    sourceAt: null,
    capacity,
    reserve,
    // A series has a limited length; what is beyond it is the next series.
    series: series && {
      id: `${offeringId.slice(0, 40)}-${localDate(start).replaceAll('-', '')}-${Math.floor(n / MAX_SERIES)}`,
      mode: series,
    },
  }))
}

async function copyCandidates(context: StaffContext, input: ParsedInput<'office.copy'>): Promise<Planned[]> {
  const { store } = context
  const { centreId, unit, from, to, weeks = 1 } = input
  const [source, target] = [unitStart(unit, atLocal(from)), unitStart(unit, atLocal(to))]
  if (source === target) throw new AppError('TIME_NOT_POSSIBLE', null)
  const found = await sessionsBetween(store, centreId, source, unitEnd(unit, source, weeks))
  // A session that began before the unit belongs to the one before.
  const sources = found.filter(({ status, startsAt }) => status === 'open' && startsAt >= source)
  return sources.map(session => {
    const {
      offeringId,
      kind,
      title,
      room,
      teacher,
      startsAt,
      endsAt,
      capacity,
      reserve,
      reserveTaken = 0,
      series,
    } = session
    const copied = copiedStart(unit, startsAt, source, target)
    return {
      id: plannedIdOf(context, offeringId, copied ?? startsAt, 0),
      offeringId,
      kind,
      title,
      room,
      teacher,
      startsAt: copied,
      length: endsAt - startsAt,
      sourceAt: startsAt,
      capacity,
      reserve: reserve + reserveTaken,
      series: series ? { ...series, id: copiedSeries(series.id, target) } : null,
    }
  })
}

/** The id of a copied series: that of the source, with the day of the unit instead of its own. */
function copiedSeries(id: string, target: number): string {
  const day = localDate(target).replaceAll('-', '')
  return `${id.replace(/-\d{8}(-\d+)?$/, '').slice(0, 40)}-${day}${/-\d{8}(-\d+)$/.exec(id)?.[1] ?? ''}`
}

type Decided = { rows: (PlanRow & Planned)[] }

/** What becomes of each candidate, among all that exists. Drafts that this very request has made count as to be created. */
async function decide(context: StaffContext, candidates: readonly Planned[]): Promise<Decided> {
  const { store, now, place } = context
  const centreId = place.centreId ?? ''
  if (candidates.length > MAX_PLANNED) throw new AppError('TIME_NOT_POSSIBLE', null)
  const starts = candidates.flatMap(({ startsAt }) => startsAt ?? [])
  const [from, to] = [Math.min(...starts, now), Math.max(...starts, now) + DAY]
  const [centre, sessions, drafts, offerings] = await Promise.all([
    store.centres.get(centreId, ['hours']),
    sessionsBetween(store, centreId, from, to),
    draftsBetween(store, centreId, from, to),
    offeringsOf(store, candidates),
  ])
  const own = changeIdOf(context)
  const others = drafts.filter(({ changes }) => !changes.includes(own))
  const draftOfferings = await offeringsOf(store, others)
  const { hours } = requireFound(centre, 'CENTRE_NOT_FOUND')
  const existing = [
    ...sessions.filter(({ status }) => status === 'open').map(sessionSlot),
    ...others.flatMap(draft => {
      const offering = draftOfferings.get(draft.offeringId)
      return offering ? [slotOf(draft, offering)] : []
    }),
  ]
  const ends = await agreementEnds(
    store,
    candidates.map(({ offeringId }) => offeringId),
  )
  const isAgreed = ({ offeringId, startsAt }: Planned) => (startsAt ?? 0) < (ends.get(offeringId) ?? Infinity)
  const isOffered = ({ offeringId }: Planned) => offerings.has(offeringId) && !offerings.get(offeringId)?.archived
  const offered = candidates.filter(candidate => isOffered(candidate) && isAgreed(candidate))
  const rows = planRows(offered, { now, hours, existing }).map(
    (row, n) => ({ ...offered[n], ...row }) as PlanRow & Planned,
  )
  const refused = candidates
    .filter(candidate => !isOffered(candidate) || !isAgreed(candidate))
    .map(
      candidate =>
        ({
          ...candidate,
          outcome: 'skip',
          why: isOffered(candidate) ? 'agreement' : 'archived',
          detail: null,
          isWorkday: false,
        }) as const,
    )
  return { rows: [...rows, ...refused] }
}

function answer({ now }: StaffContext, { rows }: Decided) {
  const views = rows.map(rowView).sort((a, b) => (a.sourceAt ?? a.startsAt ?? 0) - (b.sourceAt ?? b.startsAt ?? 0))
  const created = views.filter(({ outcome }) => outcome === 'create').length
  return { now, rows: views, created, skipped: views.length - created }
}

function rowView({
  offeringId,
  title,
  sourceAt,
  startsAt,
  length,
  outcome,
  why,
  detail,
  isWorkday,
}: PlanRow): PlanRowView {
  const endsAt = startsAt === null ? null : startsAt + length
  return { offeringId, title, sourceAt, startsAt, endsAt, outcome, why, detail, isWorkday }
}

/**
 * Creates the drafts, each under an id that follows from its offering and its start: a second run, by whomever, finds them. A
 * call that dies has created some of them; its retry creates the others.
 */
async function create(context: StaffContext, candidates: readonly Planned[]) {
  const decided = await decide(context, candidates)
  const rows = decided.rows.filter(({ outcome }) => outcome === 'create')
  await forEachConcurrent(rows, row => createDraft(context, row))
  const result = answer(context, decided)
  note(context, { to: `${result.created} 场，跳过 ${result.skipped} 场` })
  return result
}

/**
 * Creates the draft of an offering at a start, under an id that follows from both; one that is there, or was published, stays as it
 * is. One that was removed, or moved away, is made again.
 */
export async function createDraft(
  context: StaffContext,
  row: Pick<
    PlanRow & Planned,
    'offeringId' | 'startsAt' | 'length' | 'room' | 'teacher' | 'capacity' | 'reserve' | 'series'
  >,
): Promise<void> {
  const { store, now, accountId } = context
  const { offeringId, startsAt, length, room, teacher, capacity, reserve, series } = row
  if (startsAt === null) return
  const change = changeIdOf(context)
  const fields = { room, teacher, capacity, reserve, series, endsAt: startsAt + length, changes: [change] }
  const made = {
    ...fields,
    changedAt: now,
    changedBy: accountId,
    changedByName: maskedName(context),
    state: 'draft' as const,
    publicationId: null,
  }
  for (let n = 0; n < MOST_AT_ONE_START; n++) {
    const _id = plannedIdOf(context, offeringId, startsAt, n)
    const draft: DraftDocument = {
      _id,
      centreId: context.place.centreId ?? '',
      offeringId,
      startsAt,
      ...made,
      revision: 1,
    }
    if (await store.drafts.insert(draft)) return
    const there = await store.drafts.get(_id)
    if (!there) continue
    if (there.state === 'removed') {
      const { revision } = there
      await store.drafts.update({ _id, state: 'removed', revision }, { ...made, startsAt, revision: revision + 1 })
      return
    }
    // Published, or moved to another time since: this start is free again, under the next id.
    if (there.state !== 'published' && there.startsAt === startsAt) return
  }
}
