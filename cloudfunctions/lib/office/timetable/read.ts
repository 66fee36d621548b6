import { TIMETABLE_DAYS } from '@domain/contracts/limits'
import type { DraftView, PublicationView, PublishedSession } from '@domain/contracts/office-timetable'
import { KINDS } from '@domain/offerings/kinds'
import { clashesOf, type Slot } from '@domain/office/clashes'
import { specialDay } from '@domain/office/holidays'
import type { OpeningHours } from '@domain/places/opening-hours'
import { LONGEST_SESSION } from '@domain/sessions/change'
import { atLocal, DAY, localDate } from '@domain/time'
import { touching } from '../../catalogue/touching'
import { inScope } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type {
  DraftDocument,
  OfferingDocument,
  PublicationDocument,
  SessionDocument,
} from '../../kernel/store/documents'
import { both, gt, gte, lt, oneOf, type Store } from '../../kernel/store/port'
import { mapChunks } from '../../kernel/work/background'

/** Sessions that one query returns; a longer span takes several. */
const PAGE = 1000
/** More drafts than are planned for two months. */
const MAX_DRAFTS = 1000
const PUBLICATIONS_SHOWN = 10

export const SLOT_FIELDS = [
  'offeringId',
  'kind',
  'category',
  'title',
  'room',
  'teacher',
  'startsAt',
  'endsAt',
  'capacity',
  'reserve',
  'seatsLeft',
  'waiting',
  'series',
  'status',
  'reserveTaken',
] as const
export type SessionSlot = Pick<SessionDocument, '_id' | (typeof SLOT_FIELDS)[number]>

/** Shows sessions and drafts of a span of days. Throws CENTRE_NOT_FOUND, TIME_NOT_POSSIBLE. */
export const getTimetable: Handler<'office.timetable'> = async (context, { centreId, from, to }) => {
  const { store, now, scope } = context
  const [start, end] = [atLocal(from), atLocal(to) + DAY]
  if (end <= start || end - start > TIMETABLE_DAYS * DAY) throw new AppError('TIME_NOT_POSSIBLE', null)
  const [centre, sessions, drafts, publications] = await Promise.all([
    store.centres.get(centreId, ['hours']),
    sessionsBetween(store, centreId, start, end),
    draftsBetween(store, centreId, start, end),
    store.publications.find({
      where: { centreId, at: gt(0) },
      sort: [['at', 'desc']],
      limit: PUBLICATIONS_SHOWN,
    }),
  ])
  const { hours } = requireFound(centre, 'CENTRE_NOT_FOUND')
  return {
    now,
    sessions: inScope(context, sessions, ({ offeringId }) => offeringId).map(publishedSession),
    // What they clash with is found among all of the centre.
    drafts: inScope(context, await draftViews(store, drafts, sessions), ({ offeringId }) => offeringId),
    days: daysOf(hours, start, end),
    publications: scope === null ? publications.flatMap(publication => publicationView(publication) ?? []) : [],
  }
}

/** The sessions of a centre that touch a span (epoch ms), of every kind and status, by start. */
export async function sessionsBetween(
  store: Store,
  centreId: string,
  from: number,
  to: number,
): Promise<SessionSlot[]> {
  const found: SessionSlot[] = []
  let next = from
  for (;;) {
    const page = await store.sessions.find({
      where: { centreId, kind: oneOf(KINDS), ...touching(next, to) },
      sort: [['startsAt', 'asc']],
      limit: PAGE,
      fields: SLOT_FIELDS,
    })
    const known = new Set(found.map(({ _id }) => _id))
    found.push(...page.filter(({ _id }) => !known.has(_id)))
    const last = page.at(-1)
    if (page.length < PAGE || !last) return found
    // Sessions that are longer than a day do not exist, so nothing before this moment is missing.
    next = last.startsAt
  }
}

/** Drafts of a centre that touch a span (epoch ms), by start. */
export function draftsBetween(store: Store, centreId: string, from: number, to: number): Promise<DraftDocument[]> {
  return store.drafts.find({
    where: {
      centreId,
      state: oneOf(['draft', 'publishing']),
      startsAt: both(gte(from - LONGEST_SESSION), lt(to)),
      endsAt: gt(from),
    },
    sort: [['startsAt', 'asc']],
    limit: MAX_DRAFTS,
  })
}

/** The offerings of drafts, by id. */
export async function offeringsOf(
  store: Store,
  drafts: readonly { offeringId: string }[],
): Promise<Map<string, OfferingDocument>> {
  const ids = [...new Set(drafts.map(({ offeringId }) => offeringId))]
  const rows = await mapChunks(ids, part => store.offerings.find({ where: { _id: oneOf(part) }, limit: part.length }))
  return new Map(rows.flat().map(offering => [offering._id, offering]))
}

/** A draft as far as its room and teacher are concerned. */
export function slotOf(draft: DraftDocument, offering: OfferingDocument): Slot & { offeringId: string } {
  const { _id, offeringId, room, teacher, startsAt, endsAt } = draft
  return { id: _id, offeringId, kind: offering.kind, title: offering.title, room, teacher, startsAt, endsAt }
}

/** A session as far as its room and teacher are concerned. */
export function sessionSlot(session: SessionSlot): Slot & { offeringId: string } {
  const { _id, offeringId, kind, title, room, teacher, startsAt, endsAt } = session
  return { id: _id, offeringId, kind, title, room, teacher, startsAt, endsAt }
}

/** Drafts with what they clash with, among themselves and with these sessions. */
export async function draftViews(
  store: Store,
  drafts: readonly DraftDocument[],
  sessions: readonly SessionSlot[],
): Promise<DraftView[]> {
  const offerings = await offeringsOf(store, drafts)
  const known = drafts.flatMap(draft => {
    const offering = offerings.get(draft.offeringId)
    return offering ? [{ draft, offering }] : []
  })
  const slots = known.map(({ draft, offering }) => slotOf(draft, offering))
  const clashes = clashesOf(slots, sessions.filter(({ status }) => status === 'open').map(sessionSlot))
  return known.map(({ draft, offering }) => {
    const own = clashes.flatMap(({ id, what, other }) => {
      if (id === draft._id) return [{ what, other }]
      // Of two drafts that clash, each tells of the other.
      const slot = other.id === draft._id ? slots.find(one => one.id === id) : undefined
      return slot ? [{ what, other: slot }] : []
    })
    return {
      id: draft._id,
      offeringId: draft.offeringId,
      kind: offering.kind,
      category: offering.category,
      title: offering.title,
      room: draft.room,
      teacher: draft.teacher,
      startsAt: draft.startsAt,
      endsAt: draft.endsAt,
      capacity: draft.capacity,
      reserve: draft.reserve,
      series: draft.series,
      revision: draft.revision,
      publishing: draft.state === 'publishing',
      changedAt: draft.changedAt,
      changedBy: draft.changedByName,
      clashes: own.map(({ what, other: { title, startsAt, endsAt } }) => ({ what, title, startsAt, endsAt })),
    }
  })
}

function publishedSession(session: SessionSlot): PublishedSession {
  const { _id, offeringId, kind, category, title, room, teacher, startsAt, endsAt } = session
  const { capacity, reserve, reserveTaken = 0, seatsLeft, waiting, series, status } = session
  return {
    id: _id,
    offeringId,
    kind,
    category,
    title,
    room,
    teacher,
    startsAt,
    endsAt,
    capacity,
    reserve: reserve + reserveTaken,
    series: series ?? null,
    status,
    taken: Math.max(0, capacity - reserve - seatsLeft),
    waiting,
  }
}

/** A publication for the timetable; null for one that was refused. */
export function publicationView({ _id, at, byName, created, state }: PublicationDocument): PublicationView | null {
  if (state === 'refused') return null
  return {
    id: _id,
    at,
    by: byName,
    sessions: created.length,
    state: state === 'done' || state === 'undone' ? state : 'running',
  }
}

function daysOf(hours: OpeningHours, from: number, to: number) {
  const days: { date: string; kind: 'holiday' | 'workday' | 'closed'; name: string }[] = []
  for (let day = from; day < to; day += DAY) {
    const date = localDate(day)
    const special = specialDay(date)
    if (special) days.push({ date, ...special })
    const closure = hours.closures.find(one => one.from <= date && date <= one.to)
    if (closure) days.push({ date, kind: 'closed', name: closure.reason })
  }
  return days
}
