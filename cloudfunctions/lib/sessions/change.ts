import { upcomingDrawAt } from '@domain/ballot/phase'
import type { ParsedInput } from '@domain/contracts'
import type { Refusal } from '@domain/errors'
import { type ChangeFacts, decideSessionChange, decideSessionMove } from '@domain/sessions/change'
import { finalizeDueAt } from '@domain/sessions/finalize'
import { sayDatedSpan } from '@domain/time'
import { promotionDue } from '../booking/core/promotion-due'
import { boardSession } from '../catalogue/board'
import { changeIdOf } from '../kernel/ids'
import { note, type PersonContext, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { SessionChange, SessionDocument } from '../kernel/store/documents'
import { exists, inc } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { propagateChange } from './propagate'

/** Each failed attempt means that another manager's change was written. */
const MAX_ATTEMPTS = 5

/** Cancels a session and its bookings. */
export const cancelSession: Handler<'staff.cancelSession'> = async (context, input) => {
  return changeSession(context, input, null, decideSessionChange)
}

/**
 * Moves a session and its bookings to another time, with its room and teacher in the same write, so that no crash leaves the new
 * time in a room that nobody reserved. The caller reserves the room.
 */
export function moveWithPlace(
  context: StaffContext,
  input: ParsedInput<'staff.moveSession'>,
  place: Partial<Pick<SessionDocument, 'room' | 'teacher' | 'placedAt'>>,
) {
  const to = { startsAt: input.startsAt, endsAt: input.endsAt }
  return changeSession(context, input, to, facts => decideSessionMove(facts, to), place)
}

/**
 * Cancels a session because its centre is closed, in the name of who closed it. Returns whether it is cancelled: not one that is
 * over, or gone. Safe to repeat.
 */
export async function cancelForClosure(
  context: PersonContext,
  input: Pick<ParsedInput<'staff.cancelSession'>, 'centreId' | 'sessionId' | 'reason'>,
): Promise<boolean> {
  const change = { to: null, reason: input.reason, at: context.now, by: context.accountId }
  try {
    await writeChange({ ...context, noted: {} }, input, change, decideSessionChange)
  } catch (error) {
    if (error instanceof AppError && error.code !== 'BUSY') return false
    throw error
  }
  await propagateChange(context, input.sessionId)
  return true
}

/**
 * Changes the session in one conditional write; from then on nobody can book a cancelled session or the old time. As
 * many bookings as one call can handle are updated here, the rest by the timer.
 */
async function changeSession(
  context: StaffContext,
  input: Pick<ParsedInput<'staff.cancelSession'>, 'centreId' | 'sessionId' | 'reason'>,
  to: SessionChange['to'],
  decide: (facts: ChangeFacts) => Refusal | null,
  place: Partial<SessionDocument> = {},
) {
  const { store, now } = context
  const { centreId, sessionId, reason } = input
  await writeChange(context, input, { to, reason, at: now, by: context.actor }, decide, place)
  await propagateChange(context, sessionId)
  const session = await boardSession(store, centreId, sessionId)
  note(context, {
    subject: { id: sessionId, title: session.title },
    reason,
    ...(to ? { to: sayDatedSpan(to.startsAt, to.endsAt) } : {}),
  })
  return { now, session }
}

async function writeChange(
  context: PersonContext & Pick<StaffContext, 'noted'>,
  { centreId, sessionId }: { centreId: string; sessionId: string },
  change: SessionChange,
  decide: (facts: ChangeFacts) => Refusal | null,
  place: Partial<SessionDocument> = {},
): Promise<void> {
  const { store, now } = context
  const id = changeIdOf(context)
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const row = await store.sessions.get(sessionId, [
      'centreId',
      'status',
      'startsAt',
      'endsAt',
      'moves',
      'changes',
      'layout',
      'frozenAt',
      'rules',
      'announcedDrawAt',
      'drawnAt',
    ])
    const session = requireAtCentre(row, centreId, 'SESSION_NOT_FOUND')
    const earlier = session.changes[id]
    if (earlier) {
      if (!same(earlier, change)) throw new AppError('REQUEST_REUSED', null)
      return
    }
    if (change.to) note(context, { from: sayDatedSpan(session.startsAt, session.endsAt) })
    enforce(decide({ ...session, now }))
    const { to } = change
    const { moves, drawnAt = null } = session
    const won = await store.sessions.update(
      // A draw that took place since the read must not be revoked.
      { _id: sessionId, status: 'open', moves, drawnAt, [`changes.${id}`]: exists(false) },
      {
        changedAt: now,
        ...promotionDue(now),
        [`changes.${id}`]: change,
        ...ballotChange(session, to),
        ...(to
          ? { ...to, ...place, moves: inc(1), settleAt: finalizeDueAt(to.endsAt) }
          : { status: 'cancelled', settleAt: null }),
      },
    )
    return won === 1 ? undefined : CONFLICT
  })
}

/** A draw stays at its announced time; the draw of a cancelled session does not take place. */
function ballotChange(
  session: Pick<SessionDocument, 'startsAt' | 'rules' | 'announcedDrawAt' | 'drawnAt'>,
  to: SessionChange['to'],
) {
  const drawAt = upcomingDrawAt(session)
  if (drawAt === null) return {}
  return to ? { announcedDrawAt: drawAt, drawAt } : { drawAt: 0 }
}

function same(a: SessionChange, b: SessionChange): boolean {
  return a.reason === b.reason && a.to?.startsAt === b.to?.startsAt && a.to?.endsAt === b.to?.endsAt
}
