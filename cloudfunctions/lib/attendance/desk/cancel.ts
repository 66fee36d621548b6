import { decideRelease } from '@domain/desk/decide'
import { promoteWaitlist } from '../../booking/core/promote'
import { releaseBooking } from '../../booking/core/release'
import { markCancelled } from '../../booking/single/cancel'
import { boardSession } from '../../catalogue/board'
import { note, onBehalfOf } from '../../kernel/router/context'
import { enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { bookingNote, requireBookingAt } from '../checkin/undo'
import { releaseFacts } from './release'

/** Cancels a guest's booking. The places return to where they came from: the reserve, or the waitlist. */
export const cancelFor: Handler<'staff.cancelFor'> = async (context, { centreId, bookingId }) => {
  const { now, store } = context
  const seen = await requireBookingAt(context, centreId, bookingId)
  // Residents cancel their own bookings.
  const booking = requireFound(seen.guest ? seen : null, 'BOOKING_NOT_FOUND')
  note(context, bookingNote(booking))
  if (booking.status === 'confirmed') enforce(decideRelease(now, releaseFacts(booking)))
  const cancelled = await markCancelled(context, booking)
  if (cancelled.releasing) await releaseBooking(onBehalfOf(context, cancelled), cancelled)
  await promoteWaitlist(context, cancelled.sessionId)
  return { session: await boardSession(store, centreId, cancelled.sessionId) }
}
