import { cancellableUntil } from '@domain/bookings/cancelling'
import { decideCancel } from '@domain/bookings/decide'
import type { PersonContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument, EnrolmentDocument } from '../../kernel/store/documents'
import { cancelParts } from './cancel-parts'
import { enrolmentOpened } from './opened'
import { bookingsOf } from './parts'
import { enrolmentView, requireOwnEnrolment } from './views'

/**
 * Cancels the rest of a series. The bookings that can be cancelled are first listed on the enrolment: a retry or the
 * reconciler cancels these and no others. Throws CANCEL_CLOSED when none can be cancelled.
 */
export const cancelSeries: Handler<'booking.cancelSeries'> = async (context, { enrolmentId }) => {
  const { now, store } = context
  const before = await requireOwnEnrolment(context, enrolmentId)
  const bookings = await bookingsOf(store, before)
  const enrolment = await storeCancellation(context, before, bookings)
  return { now, enrolment: enrolmentView(enrolment, await cancelParts(context, enrolment)) }
}

async function storeCancellation(
  { store, now, requestId }: PersonContext,
  enrolment: EnrolmentDocument,
  bookings: readonly BookingDocument[],
): Promise<EnrolmentDocument> {
  if (enrolment.left?.requestId === requestId) return enrolment
  const standing = bookings.filter(({ status }) => status === 'confirmed')
  const leaving = standing.filter(
    booking =>
      decideCancel(now, { cancelUntil: cancellableUntil(booking), checkedInAt: booking.checkIn?.at ?? null }) === null,
  )
  const last = standing.at(-1)
  if (last && leaving.length === 0) {
    throw new AppError('CANCEL_CLOSED', { cancelUntil: cancellableUntil(last) })
  }
  const left = { at: now, requestId, bookingIds: leaving.map(({ _id }) => _id) }
  await store.enrolments.update({ _id: enrolment._id }, { left, ...enrolmentOpened(now) })
  return { ...enrolment, left }
}
