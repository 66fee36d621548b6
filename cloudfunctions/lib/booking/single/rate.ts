import { checkRating } from '@domain/bookings/rating'
import { AppError, enforce } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { exists, neq } from '../../kernel/store/port'
import { requireOwnBooking } from '../core/list'
import { bookingView } from '../core/views'

/**
 * Rates what the household came to, once. The offering is marked before the booking: a call that dies in between leaves an
 * offering whose ratings are counted in vain. One conditional update decides between several ratings. Throws
 * BOOKING_NOT_FOUND, NOT_ATTENDED, ALREADY_RATED, RATING_CLOSED, REQUEST_REUSED.
 */
export const rateBooking: Handler<'booking.rate'> = async (context, { bookingId, stars, line }) => {
  const { store, accountId, requestId, now } = context
  const before = await requireOwnBooking(context, bookingId)
  if (before.rating?.requestId !== requestId) {
    const { status, endsAt, checkIn, stars: given, offeringId } = before
    const refusal = checkRating({ status, endsAt, checkedInAt: checkIn?.at ?? null, stars: given }, now)
    enforce(refusal)
    await store.offerings.update({ _id: offeringId }, { rated: true })
    await store.bookings.update(
      { _id: bookingId, accountId, status: 'confirmed', checkIn: neq(null), stars: exists(false) },
      { stars, ratedAt: now, rating: { line, requestId } },
    )
  }
  const after = await requireOwnBooking(context, bookingId)
  const own = after.rating?.requestId === requestId
  if (own && (after.stars !== stars || after.rating?.line !== line)) throw new AppError('REQUEST_REUSED', null)
  if (!own && after.stars !== undefined) throw new AppError('ALREADY_RATED', { stars: after.stars })
  // The check-in was undone at this moment.
  if (!own) throw new AppError('NOT_ATTENDED', null)
  return { booking: bookingView(after) }
}
