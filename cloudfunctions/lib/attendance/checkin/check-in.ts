import { decideCheckIn } from '@domain/checkin/decide'
import type { CheckInResult } from '@domain/contracts/staff'
import { maskedNames } from '@domain/desk/find'
import { boardSession } from '../../catalogue/board'
import { calledOffAt } from '../../catalogue/called-off'
import type { StaffContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import type { Store } from '../../kernel/store/port'
import { type CheckInOutcome, recordCheckIn } from './log'
import { resolveCode } from './resolve'

/** Checks in by a scanned or typed code. */
export const checkIn: Handler<'staff.checkIn'> = async (context, input): Promise<CheckInResult> => {
  const { now, actor, requestId } = context
  const { centreId, sessionId = null } = input
  const { booking, way } = await resolveCode(context, centreId, input.code)
  // A replay of the accepted scan gets the first answer, even after check-in has closed.
  if (booking.checkIn?.requestId !== requestId) {
    enforce(decideCheckIn({ now, centreId, sessionId, ...(await withSessionChanges(context.store, booking)) }))
  } else if (booking.centreId !== centreId) {
    throw new AppError('WRONG_CENTRE', null)
  }
  return checkInResultOf(context, await recordCheckIn(context, booking, { at: now, by: actor, way, requestId }))
}

/** A check-in as staff see it. */
export async function checkInResultOf(
  { store }: StaffContext,
  { outcome, at, booking }: CheckInOutcome,
): Promise<CheckInResult> {
  return {
    outcome,
    at,
    bookingId: booking._id,
    names: maskedNames(booking),
    partySize: booking.partySize,
    session: await boardSession(store, booking.centreId, booking.sessionId),
  }
}

/** The booking with the latest changes of its session, even if they have not reached the booking yet. */
export async function withSessionChanges(store: Store, booking: BookingDocument) {
  const fields = ['status', 'startsAt', 'endsAt', 'rules', 'changes'] as const
  const session = requireFound(await store.sessions.get(booking.sessionId, fields), 'SESSION_NOT_FOUND')
  const { startsAt, endsAt, rules } = session
  // A booking of a container has its own times, and a container is never moved.
  const times = booking.unit ? {} : { startsAt, endsAt, checkInFrom: startsAt - rules.checkInBefore }
  return {
    booking: { ...booking, ...times },
    calledOffAt: calledOffAt(session),
  }
}
