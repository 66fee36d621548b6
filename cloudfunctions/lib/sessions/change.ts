import type { ParsedInput } from '@domain/contracts'
import { type Refusal, refuse } from '@domain/errors'
import { closureOn } from '@domain/places/opening-hours'
import { type ChangeFacts, decideSessionChange, decideSessionMove } from '@domain/sessions/change'
import { localDate, sayDatedSpan } from '@domain/time'
import { boardSession } from '../catalogue/board'
import { note, type StaffContext } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import type { SessionChange, SessionDocument } from '../kernel/store/documents'
import { cancelOnClosedDays } from './closed-days'
import { propagateChange } from './propagate'
import { writeChange } from './write-change'

/** Cancels a session and its bookings. */
export const cancelSession: Handler<'staff.cancelSession'> = async (context, input) => {
  return changeSession(context, input, null, decideSessionChange)
}

/**
 * Moves a session and its bookings to another time, with its room and teacher in the same write, so that no crash leaves the new
 * time in a room that nobody reserved. The caller reserves the room. A session whose new day is closed at that moment is
 * cancelled. Throws what `decideSessionMove` refuses, and TIME_NOT_POSSIBLE for a day on which the centre is closed.
 */
export async function moveWithPlace(
  context: StaffContext,
  input: ParsedInput<'staff.moveSession'>,
  place: Partial<Pick<SessionDocument, 'room' | 'teacher' | 'placedAt'>>,
) {
  const { centreId, sessionId, startsAt, endsAt } = input
  const to = { startsAt, endsAt }
  const centre = await context.store.centres.get(centreId, ['hours'])
  const isClosed = centre !== null && closureOn(centre.hours, localDate(startsAt)) !== undefined
  const decide = (facts: ChangeFacts) =>
    decideSessionMove(facts, to) ?? (isClosed ? refuse('TIME_NOT_POSSIBLE', null) : null)
  const moved = await changeSession(context, input, to, decide, place)
  const cancelled = await cancelOnClosedDays(context, centreId, [
    { sessionId, date: localDate(moved.session.startsAt) },
  ])
  return cancelled > 0 ? { ...moved, session: await boardSession(context.store, centreId, sessionId) } : moved
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
