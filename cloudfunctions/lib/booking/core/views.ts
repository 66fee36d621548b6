import { cancellableUntil } from '@domain/bookings/cancelling'
import type { BookingView } from '@domain/contracts/views'
import type { BookingDocument } from '../../kernel/store/documents'
import { lt, type Store } from '../../kernel/store/port'

/** Bookings for their owner, with the position of those that wait. */
export async function bookingViews(store: Store, bookings: BookingDocument[]): Promise<BookingView[]> {
  return Promise.all(
    bookings.map(async booking =>
      bookingView(booking, booking.status === 'waiting' ? await aheadOf(store, booking) : 0),
    ),
  )
}

/**
 * The number of waiting parties before this one, whose booking need not be stored yet. It is counted in the index, so that no
 * long waitlist is read.
 */
export async function aheadOf(
  store: Store,
  { _id, sessionId, createdAt, rank }: Pick<BookingDocument, '_id' | 'sessionId' | 'createdAt' | 'rank'>,
): Promise<number> {
  const waiting = { sessionId, status: 'waiting' } as const
  // Tickets that were drawn come before parties that joined later.
  if (rank) return store.bookings.count({ ...waiting, rank: lt(rank) })
  const [earlier, twins] = await Promise.all([
    store.bookings.count({ ...waiting, createdAt: lt(createdAt) }),
    store.bookings.count({ ...waiting, createdAt, _id: lt(_id) }),
  ])
  return earlier + twins
}

/** A booking for its owner; `ahead` is the number of parties before one that waits. */
export function bookingView(booking: BookingDocument, ahead = 0): BookingView {
  const { _id, status, sessionId, offeringId, kind, category, title, centreId, centreName, address, room } = booking
  const { startsAt, endsAt, attendees, checkInFrom, createdAt, cancelledAt, checkIn, notices } = booking
  const { cancelledBy, changeReason, movedFrom, missed, unit, undone } = booking
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
    unit: unit?.label ?? null,
    ...(booking.order ? { order: booking.order } : {}),
    ...(booking.payUntil && status === 'confirmed' ? { payUntil: booking.payUntil } : {}),
    ...(booking.prepaid ? { prepaid: booking.prepaid } : {}),
    startsAt,
    endsAt,
    attendees,
    enrolment: booking.enrolment ?? null,
    cancelUntil: cancellableUntil(booking),
    checkInFrom,
    createdAt,
    cancelledAt,
    checkedInAt: checkIn?.at ?? null,
    ...(undone ? { undone } : {}),
    ahead: status === 'waiting' ? ahead : null,
    offerUntil: status === 'offered' ? booking.waitUntil : null,
    drawAt: booking.drawAt ?? null,
    rank: booking.rank ?? null,
    history: Object.values(booking.waitEvents).sort((a, b) => a.at - b.at),
    cancelledBy,
    changeReason,
    ...(booking.releasedAt === undefined ? {} : { releasedAt: booking.releasedAt }),
    movedFrom,
    missed,
    ...(booking.stars === undefined ? {} : { stars: booking.stars }),
    ...(booking.rating ? { line: booking.rating.line } : {}),
    secret: status === 'confirmed' ? booking.secret : null,
    notices,
  }
}
