import { reminderDueAt } from '@domain/notices/reminder'
import { requireOwnBooking } from '../booking/core/list'
import { bookingViews } from '../booking/core/views'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { oneOf } from '../kernel/store/port'

/** Stores a person's consents to messages about a booking, and when the reminder is due. */
export const setNotices: Handler<'booking.notices'> = async (context, { bookingId, notices }) => {
  const { now, store } = context
  const booking = await requireOwnBooking(context, bookingId)
  const over = booking.status === 'cancelled' || booking.status === 'lapsed'
  if (!over) {
    const remind = booking.status === 'confirmed' && notices.includes('reminder')
    const remindAt = remind ? reminderDueAt(booking.startsAt, now) : null
    // The booking may be drawn or offered places meanwhile; the consent still counts.
    const status = booking.status === 'confirmed' ? 'confirmed' : oneOf(['registered', 'waiting', 'offered'])
    await store.bookings.update({ _id: bookingId, status }, { notices, remindAt })
  }
  const [view] = await bookingViews(store, [over ? booking : { ...booking, notices }])
  return { booking: requireFound(view, 'BOOKING_NOT_FOUND') }
}
