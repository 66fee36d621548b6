import { decideSessionChange } from '@domain/sessions/change'
import { promoteWaitlist } from '../booking/core/promote'
import { promotionDue } from '../booking/core/promotion-due'
import { boardSession } from '../catalogue/board'
import { SESSION_FIELDS } from '../catalogue/session-views'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { SessionDocument } from '../kernel/store/documents'
import { exists, gte, inc } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each failed attempt means that another change of the same session was written. */
const MAX_ATTEMPTS = 10

/**
 * Changes the capacity of a session while people book. More places go to the waitlist; fewer are refused when they are
 * taken, so that nobody loses a place. The change is stored under its request id, so a late replay changes nothing.
 * Throws CAPACITY_BELOW_BOOKED, NOT_FOR_SPACES, REQUEST_REUSED and the errors of `decideSessionChange`.
 */
export const setCapacity: Handler<'staff.setCapacity'> = async (context, { centreId, sessionId, capacity }) => {
  const { store } = context
  await change(context, centreId, sessionId, capacity)
  await promoteWaitlist(context, sessionId)
  const session = await boardSession(store, centreId, sessionId)
  note(context, { subject: { id: sessionId, title: session.title }, to: String(capacity) })
  return { session }
}

async function change(context: StaffContext, centreId: string, sessionId: string, to: number): Promise<void> {
  const { requestId, actor, store, now } = context
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const session = await store.sessions.get(sessionId, [...SESSION_FIELDS, `capacityChanges.${requestId}`])
    const here = requireAtCentre(session, centreId, 'SESSION_NOT_FOUND')
    const { capacity, seatsLeft, capacityChanges, layout, status, endsAt } = here
    const earlier = capacityChanges?.[requestId]
    if (earlier) {
      if (earlier.to !== to || earlier.by !== actor) throw new AppError('REQUEST_REUSED', null)
      return
    }
    note(context, { from: String(capacity) })
    enforce(decideSessionChange({ now, status, endsAt }))
    if (layout) throw new AppError('NOT_FOR_SPACES', null)
    if (seatsLeft < capacity - to) throw new AppError('CAPACITY_BELOW_BOOKED', { taken: capacity - seatsLeft })
    return (await write(context, { _id: sessionId, capacity }, to)) ? undefined : CONFLICT
  })
}

async function write(
  { store, now, actor, requestId }: StaffContext,
  { _id, capacity: from }: Pick<SessionDocument, '_id' | 'capacity'>,
  to: number,
): Promise<boolean> {
  const record = { by: actor, at: now, from, to }
  const won = await store.sessions.update(
    { _id, status: 'open', capacity: from, seatsLeft: gte(from - to), [`capacityChanges.${requestId}`]: exists(false) },
    {
      capacity: to,
      seatsLeft: inc(to - from),
      [`capacityChanges.${requestId}`]: record,
      // Places are given to the waitlist, or the waits of parties end that have become too large.
      ...promotionDue(now),
    },
  )
  return won === 1
}
