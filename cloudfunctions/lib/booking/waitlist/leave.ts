import type { RouteOutput } from '@domain/contracts'
import type { BookingStatus, WaitEvent } from '@domain/contracts/views'
import type { PersonContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { requireOwnBooking } from '../core/list'
import { waitEvent } from '../core/new-booking'
import { endedWaitFields } from '../core/promote'
import { releaseBooking } from '../core/release'
import { bookingReply } from '../core/reply'

export const leaveWaitlist: Handler<'waitlist.leave'> = async (context, { bookingId }) =>
  endWait(context, await requireOwnBooking(context, bookingId))

/** Not decided yet: has a ticket, waits, or is offered places. */
export function isWaiting({ status }: Pick<BookingDocument, 'status'>): boolean {
  return status === 'registered' || status === 'waiting' || status === 'offered'
}

/**
 * Takes a party off the waitlist, declines its offer or gives its ticket back. The booking changes first, marked `releasing`, as when it is
 * cancelled; an offer that was being accepted at that moment is lost to this.
 */
export async function endWait(
  context: PersonContext,
  booking: BookingDocument,
): Promise<RouteOutput<'waitlist.leave'>> {
  const left = await stopWaiting(context, booking)
  if (left.status === 'confirmed') throw new AppError('NOT_WAITING', null)
  return bookingReply(context, left.releasing ? await releaseBooking(context, left) : left)
}

const LEAVING: Partial<Record<BookingStatus, WaitEvent['what']>> = { registered: 'withdrawn', offered: 'declined' }

/**
 * Marks the waiting of a party as ended by itself, unless it is over already: its places are still to be freed. Answers
 * the booking as it then stands, confirmed where an acceptance or a draw came first.
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
  // It was drawn, offered, taken or lost at this moment; it only goes forward, so trying again settles it.
  return stopWaiting(context, await requireOwnBooking(context, _id))
}
