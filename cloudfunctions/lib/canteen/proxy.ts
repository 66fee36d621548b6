import type { Collector } from '@domain/contracts/meals'
import { requireOwnBooking } from '../booking/core/list'
import { collectCodeOf } from '../kernel/ids'
import { AppError } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument } from '../kernel/store/documents'

/** Who may collect the order for the person. */
export const getCollector: Handler<'order.collector'> = async (context, { bookingId }) => {
  const booking = requireOrder(await requireOwnBooking(context, bookingId))
  return { collector: collectorOf(booking) }
}

/**
 * Names who collects the order, with a code of their own; a later one replaces it. The code is derived from the request, so a
 * repetition gives the same one. It is good for this order only, and the order is handed over once.
 */
export const nameCollector: Handler<'order.nameCollector'> = async (context, { bookingId, name }) => {
  const { store, now, requestId } = context
  const booking = requireOrder(await requireOwnBooking(context, bookingId))
  if (booking.collector?.requestId === requestId) return { collector: collectorOf(booking) }
  const { status, cancelledAt, activeUntil, checkIn } = booking
  if (status !== 'confirmed') throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
  if (checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: checkIn.at })
  const collector = { name, code: collectCodeOf(context, bookingId, requestId), at: now, requestId }
  await store.bookings.update({ _id: bookingId, status: 'confirmed', checkIn: null }, { collector })
  return { collector: { name, code: collector.code } }
}

function requireOrder(booking: BookingDocument): BookingDocument {
  if (!booking.order) throw new AppError('BOOKING_NOT_FOUND', null)
  return booking
}

function collectorOf({ collector, checkIn }: BookingDocument): Collector | null {
  return collector && !checkIn ? { name: collector.name, code: collector.code } : null
}
