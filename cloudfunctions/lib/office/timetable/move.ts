import { decideSessionMove } from '@domain/sessions/change'
import { changeIdOf } from '../../kernel/ids'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { Store } from '../../kernel/store/port'
import { moveWithPlace } from '../../sessions/change'
import { CHANGE_FIELDS } from '../../sessions/write-change'
import { refuseBeyondAgreement } from './agreement'
import { whileReserved } from './guard'

/**
 * Moves a session and its bookings to another time. Its room and its teacher are reserved for that time first, as at a
 * publication, so that no clash is stored. The reservation ends with the call; a retry makes it again. Throws
 * SESSION_NOT_FOUND, SESSION_CANCELLED, SESSION_BEGUN, TIME_NOT_POSSIBLE, DRAW_COMES_FIRST, NOT_FOR_SPACES, AGREEMENT_ENDS,
 * TIMETABLE_CLASH.
 */
export const moveSession: Handler<'staff.moveSession'> = async (context, input) => {
  const { store, now } = context
  const { centreId, sessionId, startsAt, endsAt } = input
  const to = { startsAt, endsAt }
  const id = changeIdOf(context)
  const session = await movable(store, sessionId)
  // The move itself says why it cannot be done, and answers a replay.
  const isDecided =
    session?.centreId !== centreId ||
    Object.hasOwn(session.changes, id) ||
    decideSessionMove({ ...session, now }, to) !== null
  if (isDecided) return moveWithPlace(context, input, {})
  await refuseBeyondAgreement(store, session, startsAt)
  const { kind, title, room, teacher } = session
  const slot = { id: sessionId, kind, title, room, teacher, ...to }
  return whileReserved(context, centreId, id, slot, async () => {
    // A change of the room may have been written before the reservation.
    const current = await movable(store, sessionId)
    if (current?.room !== room || current.teacher !== teacher) throw new AppError('BUSY', null)
    return moveWithPlace(context, input, {})
  })
}

function movable(store: Store, sessionId: string) {
  return store.sessions.get(sessionId, [...CHANGE_FIELDS, 'offeringId', 'kind', 'title', 'room', 'teacher'])
}
