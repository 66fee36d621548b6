import { dueAtCounter } from '@domain/canteen/ledger'
import { decideCheckIn } from '@domain/checkin/decide'
import { mayCall } from '@domain/office/access'
import { withSessionChanges } from '../attendance/checkin/facts'
import { recordCheckIn } from '../attendance/checkin/log'
import { billOrder, noteOwed } from '../canteen/bill'
import { AppError, enforce, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { counterOrder } from './order-view'
import { compareLater, payOrder } from './pay'

/**
 * Hands an order over and takes the payment: the check-in, then the rows of the ledger. A call that dies in between is completed
 * by a repetition; without one, the timer writes what was served, and the sum stays open.
 */
export const handOver: Handler<'staff.mealHandOver'> = async (context, { centreId, bookingId, way, pay }) => {
  const { store, now, actor: by, requestId, held } = context
  if (pay && !mayCall('staff.mealPay', held)) throw new AppError('FORBIDDEN', null)
  if (pay?.way === 'waived' && pay.reason === undefined) throw new AppError('REASON_NEEDED', null)
  const booking = requireAtCentre(await store.bookings.get(bookingId), centreId, 'BOOKING_NOT_FOUND')
  const { order, checkIn } = booking
  if (!order) throw new AppError('BOOKING_NOT_FOUND', null)
  if (!checkIn) {
    // Another price than the one that was shown is refused before anything is handed over.
    if (pay && pay.due !== dueAtCounter(order.price.due, booking.owed ?? null, false))
      throw new AppError('ORDER_CHANGED', null)
    enforce(decideCheckIn({ now, centreId, sessionId: null, ...(await withSessionChanges(store, booking)) }))
  } else if (pay) {
    // Without a check-in of its own, nothing else makes the timer look at what a dead call has paid.
    await compareLater(context, bookingId)
  }
  const { booking: after } = await recordCheckIn(context, booking, { at: now, by, way, requestId })
  const owed = pay?.due
    ? await payOrder(context, after, pay)
    : await noteOwed(store, bookingId, await billOrder(context, after))
  return { order: requireFound(counterOrder({ ...after, owed }), 'BOOKING_NOT_FOUND') }
}
