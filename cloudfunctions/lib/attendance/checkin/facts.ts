import { calledOffAt } from '../../catalogue/called-off'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import { requireFound } from '../../kernel/router/errors'
import type { BookingDocument, SessionDocument } from '../../kernel/store/documents'
import type { Store } from '../../kernel/store/port'

/** A session as check-in needs it: when it takes place by now, and what the board shows. */
type CheckInSession = SessionRow & Pick<SessionDocument, 'changes'>

/** A booking and its session. */
export interface CheckInFacts {
  booking: BookingDocument
  session: CheckInSession
}

const FIELDS = [...SESSION_FIELDS, 'changes'] as const

/** Reads a booking and its session in one round trip; null where there is no such booking. */
export async function readForCheckIn(store: Store, bookingId: string): Promise<CheckInFacts | null> {
  const found = await store.bookingWithSession(bookingId, FIELDS)
  return found && { booking: found.booking, session: requireFound(found.session, 'SESSION_NOT_FOUND') }
}

/** The booking with the latest changes of its session, even if they have not reached the booking yet. */
export async function withSessionChanges(store: Store, booking: BookingDocument) {
  const fields = ['status', 'startsAt', 'endsAt', 'rules', 'changes'] as const
  const session = requireFound(await store.sessions.get(booking.sessionId, fields), 'SESSION_NOT_FOUND')
  return withChangesOf({ booking, session })
}

/** The same, of a session that was read. */
export function withChangesOf({
  booking,
  session,
}: {
  booking: BookingDocument
  session: Pick<CheckInSession, 'status' | 'startsAt' | 'endsAt' | 'rules' | 'changes'>
}) {
  const { startsAt, endsAt, rules } = session
  // A booking of a container has its own times, and a container is never moved.
  const times = booking.unit ? {} : { startsAt, endsAt, checkInFrom: startsAt - rules.checkInBefore }
  return {
    booking: { ...booking, ...times },
    calledOffAt: calledOffAt(session),
  }
}
