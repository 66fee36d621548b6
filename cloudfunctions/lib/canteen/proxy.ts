import type { Collector } from '@domain/contracts/meals'
import { requireOwnBooking } from '../booking/core/list'
import { collectCodeOf } from '../kernel/ids'
import { AppError } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument } from '../kernel/store/documents'
import { exists } from '../kernel/store/port'
import { isMadeBy, replacedBy } from '../kernel/work/changes'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each conflict means that another device named somebody, or that the order was cancelled or handed over. */
const MAX_ATTEMPTS = 5

/** Who may collect the order for the person. */
export const getCollector: Handler<'order.collector'> = async (context, { bookingId }) => {
  const booking = requireOrder(await requireOwnBooking(context, bookingId))
  return { collector: collectorOf(booking) }
}

/**
 * Names who collects the order, with a code of their own; a later one replaces it, and a late replay does not bring it back. The code
 * is derived from the request, so a repetition gives the same one. It is good for this order only, and the order is handed over once.
 */
export const nameCollector: Handler<'order.nameCollector'> = async (context, { bookingId, name }) => {
  const { store, now, requestId } = context
  const named = await retryOnConflict(MAX_ATTEMPTS, async () => {
    const booking = requireOrder(await requireOwnBooking(context, bookingId))
    const { status, cancelledAt, activeUntil, checkIn, collector: before } = booking
    if (isMadeBy(before, requestId)) return booking
    if (status !== 'confirmed') throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
    if (checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: checkIn.at })
    const code = collectCodeOf(context, bookingId, requestId)
    const collector = { name, code, at: now, requestId, ...replacedBy(before) }
    const unchanged = before ? { 'collector.requestId': before.requestId } : { collector: exists(false) }
    const open = { _id: bookingId, status: 'confirmed' as const, checkIn: null, ...unchanged }
    return (await store.bookings.update(open, { collector })) === 1 ? { ...booking, collector } : CONFLICT
  })
  return { collector: collectorOf(named) }
}

function requireOrder(booking: BookingDocument): BookingDocument {
  if (!booking.order) throw new AppError('BOOKING_NOT_FOUND', null)
  return booking
}

function collectorOf({ collector, checkIn }: BookingDocument): Collector | null {
  return collector && !checkIn ? { name: collector.name, code: collector.code } : null
}
