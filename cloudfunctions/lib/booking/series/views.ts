import type { EnrolmentView } from '@domain/contracts/series'
import type { PersonContext } from '../../kernel/router/context'
import { requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument, EnrolmentDocument } from '../../kernel/store/documents'
import { bookingView } from '../core/views'
import { bookingsOf } from './parts'

export const getSeries: Handler<'booking.series'> = async (context, { enrolmentId }) => {
  const enrolment = await requireOwnEnrolment(context, enrolmentId)
  return { now: context.now, enrolment: enrolmentView(enrolment, await bookingsOf(context.store, enrolment)) }
}

/** A confirmed enrolment of the caller. Throws BOOKING_NOT_FOUND for any other. */
export async function requireOwnEnrolment(
  { store, accountId }: PersonContext,
  enrolmentId: string,
): Promise<EnrolmentDocument> {
  const enrolment = await store.enrolments.get(enrolmentId)
  const own = enrolment?.accountId === accountId && enrolment.state === 'confirmed'
  return requireFound(own ? enrolment : null, 'BOOKING_NOT_FOUND')
}

/** An enrolment as its owner sees it. */
export function enrolmentView(enrolment: EnrolmentDocument, bookings: readonly BookingDocument[]): EnrolmentView {
  const { _id: id, seriesId, offeringId, title, attendees } = enrolment
  return { id, seriesId, offeringId, title, attendees, bookings: bookings.map(booking => bookingView(booking)) }
}
