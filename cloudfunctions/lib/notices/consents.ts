import type { BookingNoticeKind } from '@domain/contracts/views'
import { canKeepConsent } from '@domain/notices/consents'
import { reminderDueAt } from '@domain/notices/reminder'
import { requireOwnBooking } from '../booking/core/list'
import { bookingViews } from '../booking/core/views'
import type { PersonContext } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each conflict means that another device, the timer or the centre changed the booking. */
const MAX_ATTEMPTS = 10
/** Requests that are remembered, so that a late copy of one does not renew a consent that was used since. */
const REMEMBERED = 20

/**
 * Adds consents to messages about a booking, as far as the messages can still be sent. A consent that was given on another
 * device stays.
 */
export const setNotices: Handler<'booking.notices'> = async (context, { bookingId, notices }) => {
  const booking = await addConsents(context, bookingId, notices)
  const [view] = await bookingViews(context.store, [booking])
  return { booking: requireFound(view, 'BOOKING_NOT_FOUND') }
}

function addConsents(
  context: PersonContext,
  bookingId: string,
  asked: readonly BookingNoticeKind[],
): Promise<BookingDocument> {
  const { store, now, requestId } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const booking = await requireOwnBooking(context, bookingId)
    const { notices, consentRequests = [], status, moves, offerTellAt, drawTellAt = null } = booking
    if (consentRequests.includes(requestId)) return booking
    const fresh = asked.filter(kind => !notices.includes(kind) && canKeepConsent(kind, { ...booking, now }))
    if (fresh.length === 0) return booking
    const change = {
      notices: [...notices, ...new Set(fresh)],
      consentRequests: [...consentRequests, requestId].slice(-REMEMBERED),
      ...(fresh.includes('reminder') ? { remindAt: reminderDueAt(booking.startsAt, now) } : {}),
    }
    const unchanged = { _id: bookingId, notices, status, moves, offerTellAt, drawTellAt }
    return (await store.bookings.update(unchanged, change)) === 1 ? { ...booking, ...change } : CONFLICT
  })
}
