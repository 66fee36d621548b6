import { upcomingDrawAt } from '@domain/ballot/phase'
import type { Refusal } from '@domain/errors'
import type { ChangeFacts } from '@domain/sessions/change'
import { finalizeDueAt } from '@domain/sessions/finalize'
import { sayDatedSpan } from '@domain/time'
import { promotionDue } from '../booking/core/promotion-due'
import { changeIdOf } from '../kernel/ids'
import { note, type PersonContext, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../kernel/router/errors'
import type { SessionChange, SessionDocument } from '../kernel/store/documents'
import { exists, inc } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** The fields of a session by which a change of it is decided and written. */
export const CHANGE_FIELDS = [
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
] as const

/** Each failed attempt means that another manager's change was written. */
const MAX_ATTEMPTS = 5

/**
 * Cancels or moves a session in one conditional write; bookings follow. Safe to repeat under one request id. Throws
 * SESSION_NOT_FOUND, REQUEST_REUSED, and what `decide` refuses.
 */
export async function writeChange(
  context: PersonContext & Pick<StaffContext, 'noted'>,
  { centreId, sessionId }: { centreId: string; sessionId: string },
  change: SessionChange,
  decide: (facts: ChangeFacts) => Refusal | null,
  place: Partial<SessionDocument> = {},
): Promise<void> {
  const { store, now } = context
  const id = changeIdOf(context)
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const row = await store.sessions.get(sessionId, CHANGE_FIELDS)
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
