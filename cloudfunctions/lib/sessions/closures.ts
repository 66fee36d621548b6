import type { ParsedInput } from '@domain/contracts'
import type { StaffSpaceDay } from '@domain/contracts/spaces'
import { mayCall } from '@domain/office/access'
import { decideClosure } from '@domain/spaces/closure'
import { sayDatedSpan } from '@domain/time'
import { spotFields } from '../booking/core/release-entry'
import { spaceFacts } from '../booking/core/span'
import { boardSessions } from '../catalogue/board'
import { asContainer, SPACE_FIELDS } from '../catalogue/space-views'
import { changeIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { SpotClosure } from '../kernel/store/documents'
import { exists, inc, remove } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each failed attempt means that somebody booked there meanwhile. */
const MAX_ATTEMPTS = 3

/** Returns a day of a space with its closures. */
export const getStaffSpace: Handler<'staff.space'> = (context, { centreId, sessionId }) =>
  staffDay(context, centreId, sessionId)

/**
 * Closes spots, with the same conditional update by which people book them, so the first one gets them. The closure is
 * stored under its request id, so a late replay changes nothing.
 */
export const closeSpots: Handler<'staff.closeSpots'> = async (context, input): Promise<StaffSpaceDay> => {
  const { centreId, sessionId, reason, startsAt, endsAt } = input
  note(context, { reason, to: sayDatedSpan(startsAt, endsAt) })
  return retryOnConflict(MAX_ATTEMPTS, async () =>
    (await close(context, input)) ? staffDay(context, centreId, sessionId) : CONFLICT,
  )
}

async function close(context: StaffContext, input: ParsedInput<'staff.closeSpots'>): Promise<boolean> {
  const { store, now, actor } = context
  const { centreId, sessionId: _id, startsAt, endsAt, reason, unit } = input
  const id = changeIdOf(context)
  const session = await requireContainer(context, centreId, _id)
  note(context, { subject: { id: _id, title: session.title } })
  const earlier = session.closures?.[id]
  if (earlier) {
    requireSame(earlier, input)
    return true
  }
  if (session.status === 'cancelled') throw new AppError('SESSION_CANCELLED', null)
  if (now >= session.endsAt) throw new AppError('SESSION_OVER', { endedAt: session.endsAt })
  const facts = requireFound(spaceFacts(session, { startsAt, endsAt, unit }), 'SESSION_NOT_FOUND')
  const decided = decideClosure(facts)
  if ('refusal' in decided) throw new AppError(decided.refusal.code, decided.refusal.detail)
  const { spots } = decided
  const closure: SpotClosure = {
    unit: session.layout.units.find(candidate => candidate.id === unit) ?? null,
    span: { startsAt, endsAt },
    spots,
    reason,
    at: now,
    by: actor,
    opened: null,
  }
  const won = await store.sessions.update(
    { _id, status: 'open', [`closures.${id}`]: exists(false), ...spotFields({ spots }, exists(false)) },
    { seatsLeft: inc(-spots.length), [`closures.${id}`]: closure, ...spotFields({ spots }, id) },
  )
  return won === 1
}

/** Reopens a closure; does nothing when it is open already. Throws CLOSURE_NOT_FOUND. */
export const openSpots: Handler<'staff.openSpots'> = async (context, { centreId, sessionId, closureId }) => {
  const { store, now, actor } = context
  const session = await requireContainer(context, centreId, sessionId)
  const closure = session.closures?.[closureId]
  note(context, { subject: { id: sessionId, title: session.title } })
  if (!closure) throw new AppError('CLOSURE_NOT_FOUND', null)
  await store.sessions.update(
    { _id: sessionId, [`closures.${closureId}.opened`]: null },
    {
      seatsLeft: inc(closure.spots.length),
      [`closures.${closureId}.opened`]: { at: now, by: actor },
      ...spotFields(closure, remove()),
    },
  )
  return staffDay(context, centreId, sessionId)
}

async function requireContainer({ store }: StaffContext, centreId: string, sessionId: string) {
  const row = await store.sessions.get(sessionId, SPACE_FIELDS)
  return requireFound(asContainer(requireAtCentre(row, centreId, 'SESSION_NOT_FOUND')), 'SESSION_NOT_FOUND')
}

async function staffDay(context: StaffContext, centreId: string, sessionId: string): Promise<StaffSpaceDay> {
  const row = await requireContainer(context, centreId, sessionId)
  const [session] = await boardSessions(context.store, [row])
  const standing = Object.entries(row.closures ?? {}).filter(([, { opened }]) => opened === null)
  return {
    now: context.now,
    session: requireFound(session, 'SESSION_NOT_FOUND'),
    layout: row.layout,
    closures: standing
      .map(([id, { unit, span, reason }]) => ({ id, unit: unit?.label ?? null, ...span, reason }))
      .sort((a, b) => a.startsAt - b.startsAt),
    manages: mayCall('staff.closeSpots', context.held),
  }
}

function requireSame(had: SpotClosure, { unit, startsAt, endsAt, reason }: ParsedInput<'staff.closeSpots'>): void {
  const same =
    (had.unit?.id ?? undefined) === unit &&
    had.span.startsAt === startsAt &&
    had.span.endsAt === endsAt &&
    had.reason === reason
  if (!same) throw new AppError('REQUEST_REUSED', null)
}
