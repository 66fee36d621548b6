import { requireOwnBooking } from '../booking/core/list'
import { cancelBooking } from '../booking/single/cancel'
import { AppError } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { actingFor, isOfHolder } from './acting'

/** Cancels an order of the person for whom the caller orders, in the steps of every cancellation. */
export const cancelOrderFor: Handler<'order.cancelFor'> = async (caller, { relationId, bookingId }) => {
  const { context } = await actingFor(caller, relationId)
  const booking = await requireOwnBooking(context, bookingId)
  if (!booking.order || !isOfHolder(booking)) throw new AppError('BOOKING_NOT_FOUND', null)
  const { booking: cancelled } = await cancelBooking(context, { bookingId })
  return { cancelledAt: cancelled.cancelledAt ?? context.now }
}
