import type { VolunteersEdit } from '@domain/contracts/office-volunteers'
import type { ShiftFault } from '@domain/participation/shift-faults'
import { shiftFault } from '@domain/participation/shift-plan'
import { type ShiftKind, VOLUNTEER_RULES } from '@domain/participation/volunteer-rules'
import { DAY, localMonth } from '@domain/time'
import { createdIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { ShiftDocument, StaffDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { both, gt, lt, type Store } from '../kernel/store/port'
import { approve, hoursToApprove } from './approve-hours'
import { guiding } from './guides'
import { changeShift, REMEMBERED, telling, tellVolunteers } from './shifts'
import { reportOf } from './volunteer-report'

/** Shifts of a page of the list. */
const SHIFTS = 40
/** What else the page lists at most. */
const MAX_SUBJECTS = 60
const MAX_STATIONS = 20
const MAX_PROJECTS = 20
const MAX_GUIDES = 60
/** Sessions of so many days can get shifts. */
const SUBJECT_DAYS = 14

/** Volunteers of a centre, for its managers. */
export const getVolunteers: Handler<'office.volunteers'> = (context, { centreId, month, after }) =>
  volunteersEdit(context, centreId, month, after)

export async function volunteersEdit(
  context: StaffContext,
  centreId: string,
  month: string = localMonth(context.now),
  after?: string,
): Promise<VolunteersEdit> {
  const { store, now } = context
  const [shifts, sessions, stations, projects, guides, report, toApprove] = await Promise.all([
    findPage(store.shifts, {
      where: { centreId },
      by: 'startsAt',
      direction: 'asc',
      from: now - DAY,
      after,
      size: SHIFTS,
    }),
    store.sessions.find({
      where: { centreId, status: 'open', startsAt: both(gt(now), lt(now + SUBJECT_DAYS * DAY)) },
      sort: [['startsAt', 'asc']],
      limit: MAX_SUBJECTS,
      fields: ['title', 'startsAt', 'endsAt', 'kind'],
    }),
    store.stations.find({ where: { centreId }, limit: MAX_STATIONS, fields: ['name'] }),
    store.projects.find({
      where: { centreId },
      sort: [['at', 'desc']],
      limit: MAX_PROJECTS,
      fields: ['topicTitle', 'state'],
    }),
    store.staff.find({ where: { 'roles.centreId': centreId }, limit: MAX_GUIDES }),
    reportOf(context, centreId, month),
    hoursToApprove(context, centreId),
  ])
  return {
    now,
    shifts: shifts.items.map(shiftEdit),
    next: shifts.next,
    subjects: [
      ...sessions.map(({ _id, title, startsAt, endsAt, kind }) => ({
        kind: kindOf(kind),
        id: _id,
        title,
        startsAt,
        endsAt,
      })),
      ...stations.map(({ _id, name }) => ({ kind: 'station' as const, id: _id, title: name, ...ANY_TIME })),
      ...projects
        .filter(({ state }) => state === 'running')
        .map(({ _id, topicTitle }) => ({ kind: 'project' as const, id: _id, title: topicTitle, ...ANY_TIME })),
    ],
    guides: guides
      .filter(each => worksAt(each, centreId))
      .map(({ _id, name }) => ({ personId: _id, name: name ?? UNNAMED })),
    report,
    toApprove,
  }
}

/** A station is open, and a project under way, at times of its own. */
const ANY_TIME = { startsAt: null, endsAt: null }

/** What a member of staff is called whose name is not known. */
const UNNAMED = '工作人员'

/** Whether somebody is staff of a centre; people of a partner guide nobody. */
function worksAt({ roles }: StaffDocument, centreId: string): boolean {
  return roles.some(grant => grant.centreId === centreId && grant.role !== 'partner')
}

function kindOf(kind: string): ShiftKind {
  return kind === 'meal' ? 'meal' : 'class'
}

function shiftEdit({ _id, guide, state, ...shift }: ShiftDocument) {
  const { subject, title, words, skill, startsAt, endsAt, places, taken, revision } = shift
  return {
    ...{ id: _id, subject, title, words, skill, startsAt, endsAt, places, taken, revision },
    guide: { personId: guide.accountId, name: guide.name },
    isCancelled: state === 'cancelled',
  }
}

/** Saves a shift, guarded by the revision that was read. Idempotent under the request id. */
export const saveShift: Handler<'office.saveShift'> = async (context, input) => {
  const { store, now, actor, requestId } = context
  const { centreId, shiftId, revision, kind, subjectId, guideId, ...shift } = input
  const _id = shiftId ?? createdIdOf('shift', context)
  note(context, { subject: { id: _id, title: shift.title } })
  const stored = await store.shifts.get(_id)
  const before = shiftId === undefined ? stored : requireAtCentre(stored, centreId, 'SHIFT_NOT_FOUND')
  if (before?.requests.includes(requestId)) return volunteersEdit(context, centreId)
  const fault = (why: ShiftFault) => new AppError('SHIFT_WRONG', { fault: why })
  const [subject, centre, guide] = await Promise.all([
    subjectOf(store, centreId, kind, subjectId),
    store.centres.get(centreId, ['name']),
    store.staff.get(guideId),
  ])
  if (!subject) throw fault('subject')
  if (!guide || !worksAt(guide, centreId)) throw fault('guide')
  const isMoved =
    shift.startsAt !== before?.startsAt || shift.endsAt !== before.endsAt || subjectId !== before.subject.id
  if (before && (before.state === 'cancelled' || before.startsAt <= now)) throw fault('past')
  if (before && before.taken > 0 && isMoved) throw fault('taken')
  if (before && shift.places < before.taken) throw fault('places')
  const wrong = shiftFault(shift, subject.span, now)
  if (wrong) throw fault(wrong)
  const since = before?.guide.accountId === guideId ? before.guide.since : now
  const change = {
    ...{
      ...shift,
      guide: { accountId: guideId, name: guide.name ?? UNNAMED, ...(since === undefined ? {} : { since }) },
    },
    subject: { kind, id: subjectId, title: subject.title },
    revision: revision + 1,
    requests: [...(before?.requests ?? []), requestId].slice(-REMEMBERED),
    changedBy: actor,
    // Nobody is in a shift that is moved: who signs up from now on is asked before its new time.
    ...(before?.askedAt && !isMoved
      ? {}
      : { askedAt: 0, dueAt: Math.max(now, shift.startsAt - VOLUNTEER_RULES.reconfirmBefore) }),
  }
  const { startsAt, endsAt, places } = shift
  const isSaved = await guiding(context, guideId, { id: _id, startsAt, endsAt, places }, async () =>
    before
      ? (await store.shifts.update({ _id, revision }, change)) === 1
      : store.shifts.insert({ ...newShift, _id, centreId, centreName: centre?.name ?? '', dueAt: 0, ...change }),
  )
  if (!isSaved && !(await store.shifts.get(_id))?.requests.includes(requestId))
    throw new AppError('SHIFT_CHANGED', null)
  return volunteersEdit(context, centreId)
}

const newShift = {
  ...{ people: {}, accountIds: [], taken: 0, minutes: 0, manualMinutes: 0, toSign: 0, manualAt: 0 },
  ...{ state: 'open' as const, askedAt: 0, closedAt: 0, forgottenAt: null },
}

/** What a shift belongs to, with the time of a session; null: there is none at this centre. */
async function subjectOf(store: Store, centreId: string, kind: ShiftKind, id: string) {
  if (kind === 'station') {
    const station = await store.stations.get(id, ['centreId', 'name'])
    return station?.centreId === centreId ? { title: station.name, span: null } : null
  }
  if (kind === 'project') {
    const project = await store.projects.get(id, ['centreId', 'topicTitle', 'state'])
    const isUnderWay = project?.centreId === centreId && project.state === 'running'
    return isUnderWay ? { title: project.topicTitle, span: null } : null
  }
  const session = await store.sessions.get(id, ['centreId', 'title', 'startsAt', 'endsAt', 'status', 'kind'])
  if (session?.centreId !== centreId || session.status !== 'open' || kindOf(session.kind) !== kind) return null
  const { title, startsAt, endsAt } = session
  return { title, span: { startsAt, endsAt } }
}

/** Cancels a shift that nobody serves in yet. Safe to repeat; the timer tells the volunteers when this call dies. */
export const cancelShift: Handler<'office.cancelShift'> = async (context, { centreId, shiftId }) => {
  const { now } = context
  const found = requireAtCentre(await context.store.shifts.get(shiftId), centreId, 'SHIFT_NOT_FOUND')
  note(context, { subject: { id: shiftId, title: found.title } })
  const shift = await changeShift(context, shiftId, current => {
    if (current.state === 'cancelled') return null
    if (current.endsAt <= now || current.closedAt > 0) throw new AppError('SHIFT_CLOSED', { why: 'over' })
    // Their hours would be lost, and nobody could enter them.
    if (Object.values(current.people).some(person => person.in !== null))
      throw new AppError('SHIFT_CLOSED', { why: 'begun' })
    return { state: 'cancelled', ...telling(now) }
  })
  await tellVolunteers(context, requireFound(shift, 'SHIFT_NOT_FOUND'))
  return volunteersEdit(context, centreId)
}

/** Approves or rejects hours of another centre. */
export const approveHours: Handler<'office.approveHours'> = async (context, input) => {
  await approve(context, input)
  return volunteersEdit(context, input.centreId)
}
