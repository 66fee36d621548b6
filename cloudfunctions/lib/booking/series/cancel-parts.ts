import type { PersonContext } from '../../kernel/router/context'
import type { BookingDocument, EnrolmentDocument } from '../../kernel/store/documents'
import { oneOf } from '../../kernel/store/port'
import { cancelledFields } from '../core/cancelled'
import { promoteWaitlist } from '../core/promote'
import { bookingsOf } from './parts'
import { releaseParts } from './release'

/**
 * Cancels the bookings of an enrolment that are listed in `left`. The bookings are changed first and marked `releasing`, in
 * one round trip; then their places are released in parallel. Safe to repeat.
 */
export async function cancelParts(context: PersonContext, enrolment: EnrolmentDocument): Promise<BookingDocument[]> {
  const { store } = context
  // A booking that is checked in at this moment is not cancelled.
  const leaving = { _id: oneOf(enrolment.left?.bookingIds ?? []), status: 'confirmed', checkIn: null } as const
  await store.bookings.update(leaving, cancelledFields(context.now, 'person'))
  const bookings = await bookingsOf(store, enrolment)
  const left = bookings.filter(({ releasing }) => releasing)
  if (left.length === 0) return bookings
  await releaseParts(
    context,
    enrolment,
    left.map(({ _id: bookingId, sessionId }) => ({ bookingId, sessionId })),
  )
  await Promise.all([
    store.bookings.update({ _id: oneOf(left.map(({ _id }) => _id)), releasing: true }, { releasing: false }),
    ...left.map(({ sessionId }) => promoteWaitlist(context, sessionId)),
  ])
  return bookings.map(booking => ({ ...booking, releasing: false }))
}
