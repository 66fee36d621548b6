import { CLOSURE_DAYS } from '@domain/contracts/limits'
import type { ClosedSession } from '@domain/contracts/office-centres'
import { atLocal, DAY } from '@domain/time'
import { changeIdOf, createdIdOf } from '../../kernel/ids'
import { type Context, note, onBehalfOf, type StaffContext } from '../../kernel/router/context'
import { AppError, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { CentreClosureDocument } from '../../kernel/store/documents'
import { dueBy } from '../../kernel/store/due'
import { exists, gt, inc } from '../../kernel/store/port'
import { latestChanges } from '../../kernel/work/changes'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { eachOf, MORE } from '../../kernel/work/task'
import { cancelForClosure } from '../../sessions/closed-days'
import { type SessionSlot, sessionsBetween } from '../timetable/read'
import { centreEdit, requireCentre } from './edit'

/** Each failed attempt means that another change of the same centre was written. */
const MAX_ATTEMPTS = 5
/** Sessions cancelled in one call; the timer cancels the others. */
const SESSIONS = 40

interface Days {
  from: string
  to: string
}

/** Lists the sessions that a closure would cancel. Throws TIME_NOT_POSSIBLE. */
export const previewClosure: Handler<'office.previewClosure'> = async (context, { centreId, ...days }) => ({
  now: context.now,
  sessions: (await sessionsOf(context, centreId, days)).map(closedSession),
})

/**
 * Closes a centre for whole days. The closure is stored first and holds everything needed to continue: then it is added to the
 * opening hours, so that nothing new is planned, and the sessions are cancelled one by one, here, by a retry, or by the timer.
 * Throws CENTRE_NOT_FOUND, TIME_NOT_POSSIBLE, REQUEST_REUSED.
 */
export const closeCentre: Handler<'office.closeCentre'> = async (context, { centreId, from, to, reason }) => {
  const { store, now, actor } = context
  spanOf({ from, to })
  const { name } = await requireCentre(context, centreId)
  const made: CentreClosureDocument = {
    _id: createdIdOf('closure', context),
    centreId,
    from,
    to,
    reason,
    by: actor,
    at: now,
    cancelled: 0,
    openAt: now,
  }
  await store.closures.insert(made)
  const closure = await requireClosure(context, made._id)
  const isSame =
    closure.centreId === centreId && closure.from === from && closure.to === to && closure.reason === reason
  if (!isSame) throw new AppError('REQUEST_REUSED', null)
  await continueClosure(context, closure)
  const { cancelled } = await requireClosure(context, made._id)
  note(context, { subject: { id: centreId, title: name }, to: `${from} 至 ${to}，取消 ${cancelled} 场`, reason })
  return { now, centre: centreEdit(await requireCentre(context, centreId)), cancelled }
}

/**
 * Takes a closure out of the opening hours, and stops it from cancelling further sessions; what it has cancelled stays so. The
 * centre keeps the id of the change, so that a late replay does not open what was closed again. Throws CENTRE_NOT_FOUND.
 */
export const removeClosure: Handler<'office.removeClosure'> = async (context, { centreId, from, to }) => {
  const { name, changes } = await requireCentre(context, centreId)
  const id = changeIdOf(context)
  if (!changes?.includes(id)) {
    await context.store.closures.update({ centreId, from, to, openAt: gt(0) }, { openAt: 0, takenBack: true })
    await changeClosures(context, centreId, closures => closures.filter(one => one.from !== from || one.to !== to), id)
  }
  note(context, { subject: { id: centreId, title: name }, from: `${from} 至 ${to}` })
  return { now: context.now, centre: centreEdit(await requireCentre(context, centreId)) }
}

/**
 * Continues a closure from wherever it stands. Safe to repeat. A closure stays due until no call can be running any more that
 * read the opening hours before: what such a call has stored or moved since is cancelled as well, also when that call died.
 */
async function continueClosure(context: Context, closure: CentreClosureDocument): Promise<typeof MORE | undefined> {
  const { store, now } = context
  const { _id, centreId, from, to, reason, by, openAt, closedAt = now } = closure
  if (openAt === 0) return
  await changeClosures(context, centreId, closures =>
    closures.some(one => one.from === from && one.to === to) ? closures : [...closures, { from, to, reason }],
  )
  const isTakenBack = async () => (await store.closures.get(_id, ['takenBack']))?.takenBack === true
  if (await isTakenBack()) {
    await changeClosures(context, centreId, closures => closures.filter(one => one.from !== from || one.to !== to))
    return
  }
  await store.closures.update({ _id, closedAt: exists(false) }, { closedAt: now })
  const sessions = await sessionsOf(context, centreId, { from, to })
  const owner = onBehalfOf(context, { accountId: by, requestId: _id })
  let cancelled = 0
  for (const session of sessions.slice(0, SESSIONS)) {
    if (await isTakenBack()) break
    if (await cancelForClosure(owner, { centreId, sessionId: session._id, reason })) cancelled++
  }
  await store.closures.update({ _id }, { cancelled: inc(cancelled) })
  if (sessions.length > SESSIONS) return MORE
  const isDone = closedAt <= now - STALE_CALL_AFTER
  await store.closures.update({ _id, openAt: gt(0) }, { openAt: isDone ? 0 : closedAt })
}

type Closures = { from: string; to: string; reason: string }[]

/** Changes the closures of a centre by compare-and-set; a change with an `id` is made once. */
function changeClosures(
  context: Context,
  centreId: string,
  change: (closures: Closures) => Closures,
  id?: string,
): Promise<void> {
  const { store } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const { hours, revision, changes } = await requireCentre(context, centreId)
    const closures = change(hours.closures)
    const isSame = closures.length === hours.closures.length
    if (id === undefined ? isSame : changes?.includes(id)) return
    const won = await store.centres.update(
      { _id: centreId, revision: revision ?? exists(false) },
      {
        'hours.closures': closures,
        revision: (revision ?? 0) + 1,
        ...(id === undefined ? {} : { changes: latestChanges(changes, id) }),
      },
    )
    return won === 1 ? undefined : CONFLICT
  })
}

function spanOf({ from, to }: Days): { start: number; end: number } {
  const [start, end] = [atLocal(from), atLocal(to) + DAY]
  if (end <= start || end - start > CLOSURE_DAYS * DAY) throw new AppError('TIME_NOT_POSSIBLE', null)
  return { start, end }
}

/** The sessions that begin on these days and have not begun. */
async function sessionsOf({ store, now }: Context, centreId: string, days: Days): Promise<SessionSlot[]> {
  const { start, end } = spanOf(days)
  const sessions = await sessionsBetween(store, centreId, start, end)
  return sessions.filter(({ status, startsAt }) => status === 'open' && startsAt >= Math.max(start, now))
}

function closedSession({
  _id,
  title,
  startsAt,
  endsAt,
  capacity,
  reserve,
  seatsLeft,
  waiting,
}: SessionSlot): ClosedSession {
  return { id: _id, title, startsAt, endsAt, booked: Math.max(0, capacity - reserve - seatsLeft), waiting }
}

async function requireClosure({ store }: StaffContext, id: string): Promise<CentreClosureDocument> {
  return requireFound(await store.closures.get(id), 'CLOSURE_NOT_FOUND')
}

/** Continues closures whose calls have died or had too much to cancel. */
export const finishClosures = eachOf(
  { name: 'closures', collection: 'closures', due: now => ({ openAt: dueBy(now - STALE_CALL_AFTER) }), by: 'openAt' },
  async (context, id) => {
    const closure = await context.store.closures.get(id)
    return closure ? continueClosure(context, closure) : undefined
  },
)
