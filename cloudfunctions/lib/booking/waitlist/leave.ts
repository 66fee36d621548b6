import type { BookingStatus, WaitEvent } from '@domain/contracts/views'
import { loadAccount } from '../../accounts/account'
import type { PersonContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { requireOwnBooking } from '../core/list'
import { waitEvent } from '../core/new-booking'
import { endedWaitFields } from '../core/promote'
import { releasedReply } from '../core/reply'

/**
 * Removes a party from the waitlist, declines its offer or withdraws its ticket. The booking is changed first and marked
 * `releasing`, as when it is cancelled; an acceptance that is still in progress loses. Throws NOT_WAITING when it is
 * confirmed.
 */
export const leaveWaitlist: Handler<'waitlist.leave'> = async (context, { bookingId }) => {
  const [booking, account] = await Promise.all([requireOwnBooking(context, bookingId), loadAccount(context)])
  const left = await stopWaiting(context, booking)
  if (left.status === 'confirmed') throw new AppError('NOT_WAITING', null)
  return releasedReply(context, left, account)
}

/** Whether a booking has a ticket, waits or is offered places. */
export function isWaiting({ status }: Pick<BookingDocument, 'status'>): boolean {
  return status === 'registered' || status === 'waiting' || status === 'offered'
}

const LEAVING: Partial<Record<BookingStatus, WaitEvent['what']>> = { registered: 'withdrawn', offered: 'declined' }

/**
 * Ends the wait of a booking at its owner's request, unless it has ended already. Its places are still to be released.
 * Returns the stored booking, which is confirmed when an acceptance or a draw came first.
 */
export async function stopWaiting(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  if (!isWaiting(booking)) return booking
  const { now, store } = context
  const { _id, status } = booking
  const event = waitEvent(LEAVING[status] ?? 'left', now)
  const change = { ...endedWaitFields(now), [`waitEvents.${event.what}`]: event }
  if ((await store.bookings.update({ _id, status }, change)) === 1) {
    return { ...booking, ...endedWaitFields(now), waitEvents: { ...booking.waitEvents, [event.what]: event } }
  }
  // Its status has changed since it was read. A status never goes back, so this ends after a few attempts.
  return stopWaiting(context, await requireOwnBooking(context, _id))
}
