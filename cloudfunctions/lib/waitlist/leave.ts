import type { RouteOutput } from '@domain/contracts'
import { ownBooking } from '../bookings/list'
import { waitEvent } from '../bookings/new-booking'
import { releaseBooking } from '../bookings/release'
import type { PersonContext } from '../router/context'
import { AppError } from '../router/errors'
import type { Handler } from '../router/router'
import type { BookingDocument } from '../store/documents'
import { answerOf } from './answer'
import { over } from './turn'

export const leaveWaiting: Handler<'waitlist.leave'> = async (context, { bookingId }) =>
  leaveWaitlist(context, await ownBooking(context, bookingId))

/**
 * Takes a party off the waitlist or declines its offer. The booking changes first, marked `releasing`, as when it is
 * cancelled; an offer that was being accepted at that moment is lost to this.
 */
export async function leaveWaitlist(
  context: PersonContext,
  booking: BookingDocument,
): Promise<RouteOutput<'waitlist.leave'>> {
  const left = booking.status === 'waiting' || booking.status === 'offered' ? await markLeft(context, booking) : booking
  if (left.status === 'confirmed') throw new AppError('NOT_WAITING', null)
  return answerOf(context, left.releasing ? await releaseBooking(context, left) : left)
}

async function markLeft(context: PersonContext, booking: BookingDocument): Promise<BookingDocument> {
  const { now, store } = context
  const { _id, status } = booking
  const event = waitEvent(status === 'offered' ? 'declined' : 'left', now)
  const change = { ...over(now), [`waitEvents.${event.what}`]: event }
  if ((await store.bookings.update({ _id, status }, change)) === 1) {
    return { ...booking, ...over(now), waitEvents: { ...booking.waitEvents, [event.what]: event } }
  }
  // It was offered, taken or lost at this moment; from then on it only goes forward, so once more settles it.
  const current = await ownBooking(context, _id)
  return current.status === 'offered' ? markLeft(context, current) : current
}
