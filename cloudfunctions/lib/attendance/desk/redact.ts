import { REDACT_AFTER, REDACTED_GUEST, redactAttendees } from '@domain/desk/redact'
import type { Context } from '../../kernel/router/context'
import { dueQuery } from '../../kernel/store/due'
import { exists } from '../../kernel/store/port'

/** Bookings per tick; the rest is left to the next tick. */
const BATCH = 50

/**
 * Redacts names and phone digits of guests, some time after the session. The session's copy goes first, because the
 * booking marks completion.
 */
export async function redactGuests({ store, now }: Context): Promise<void> {
  const due = await store.bookings.find({
    ...dueQuery('forgetAt', now, BATCH),
    fields: ['sessionId', 'endsAt', 'attendees', 'guest'],
  })
  for (const { _id, sessionId, endsAt, attendees, guest } of due) {
    if (endsAt + REDACT_AFTER > now) {
      // The session was moved since.
      await store.bookings.update({ _id }, { forgetAt: endsAt + REDACT_AFTER })
      continue
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
}
