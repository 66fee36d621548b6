import { reminderDueAt } from '@domain/notices/reminder'
import { ownBooking } from '../bookings/list'
import { bookingView } from '../bookings/views'
import type { Handler } from '../router/router'

/** Notes the consents a person gave for messages about a booking, and when the reminder is due. */
export const setNotices: Handler<'booking.notices'> = async (context, { bookingId, notices }) => {
  const booking = await ownBooking(context, bookingId)
  if (booking.status === 'cancelled') return { booking: bookingView(booking) }
  const remindAt = notices.includes('reminder') ? reminderDueAt(booking.startsAt, context.now) : null
  await context.store.bookings.update({ _id: bookingId, status: 'confirmed' }, { notices, remindAt })
  return { booking: bookingView({ ...booking, notices }) }
}
