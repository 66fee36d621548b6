import type { BookingView } from '@domain/contracts/views'
import type { BookingDocument } from '../store/documents'

/** A booking as its owner sees it. */
export function bookingView(booking: BookingDocument): BookingView {
  const { _id, status, sessionId, offeringId, kind, category, title, centreId, centreName, address, room } = booking
  const { startsAt, endsAt, attendees, cancelUntil, checkInFrom, createdAt, cancelledAt, checkIn, notices } = booking
  const { cancelledBy, changeReason, movedFrom, missed } = booking
  return {
    id: _id,
    status,
    sessionId,
    offeringId,
    kind,
    category,
    title,
    centreId,
    centreName,
    address,
    room,
    startsAt,
    endsAt,
    attendees,
    cancelUntil,
    checkInFrom,
    createdAt,
    cancelledAt,
    checkedInAt: checkIn?.at ?? null,
    cancelledBy,
    changeReason,
    movedFrom,
    missed,
    secret: status === 'confirmed' ? booking.secret : null,
    notices,
  }
}
