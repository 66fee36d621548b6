import { REDACT_AFTER, REDACTED_GUEST, redactAttendees } from '@domain/desk/redact'
import type { Context } from '../../kernel/router/context'
import { dueBy } from '../../kernel/store/due'
import { exists } from '../../kernel/store/port'
import { eachOf } from '../../kernel/work/task'

/** Takes the names and digits of guests away, some time after the session. */
export const redactGuests = eachOf(
  { name: 'guests', collection: 'bookings', due: now => ({ forgetAt: dueBy(now) }), by: 'forgetAt' },
  redactGuest,
)

/** The session's copy goes first: the booking is what tells that all is done. */
async function redactGuest({ store, now }: Context, bookingId: string): Promise<void> {
  const booking = await store.bookings.get(bookingId, ['sessionId', 'endsAt', 'attendees', 'guest'])
  if (!booking) return
  const { _id, sessionId, endsAt, attendees, guest } = booking
  if (endsAt + REDACT_AFTER > now) {
    // The session was moved since.
    await store.bookings.update({ _id }, { forgetAt: endsAt + REDACT_AFTER })
    return
  }
  const redacted = {
    attendees: redactAttendees(attendees),
    guest: { ...REDACTED_GUEST, letInBy: guest?.letInBy ?? null },
  }
  await store.sessions.update(
    { _id: sessionId, [`claims.${_id}`]: exists(true) },
    { [`claims.${_id}.attendees`]: redacted.attendees, [`claims.${_id}.guest`]: redacted.guest },
  )
  await store.bookings.update({ _id }, { ...redacted, forgetAt: null })
}
