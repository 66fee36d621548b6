import { dueBy } from '../kernel/store/due'
import { eachOf } from '../kernel/work/task'
import { BILLED_FIELDS, billOrder, noteOwed } from './bill'
import { followPayment } from './follow-payment'

/**
 * Compares the ledger with each check-in again when no call about it can be running, and what was paid online with a price that
 * has changed.
 */
export const billOrders = eachOf(
  { name: 'bills', collection: 'bookings', due: now => ({ billAt: dueBy(now) }), by: 'billAt' },
  async (context, bookingId) => {
    const { store } = context
    const booking = await store.bookings.get(bookingId, [...BILLED_FIELDS, 'billAt', 'prepaid'])
    if (!booking?.billAt) return
    await noteOwed(store, bookingId, await billOrder(context, booking))
    if (booking.prepaid) await followPayment(context, bookingId)
    await store.bookings.update({ _id: bookingId, billAt: booking.billAt }, { billAt: 0 })
  },
)
