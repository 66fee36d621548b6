import { LONGEST_SESSION } from '@domain/sessions/change'
import type { PersonContext } from '../../kernel/router/context'
import { requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { findPage } from '../../kernel/store/page'
import { gt, type Where } from '../../kernel/store/port'
import { bookingViews } from './views'

/** More upcoming bookings than the limits allow a person. */
const MAX_ACTIVE = 100

/** The caller's upcoming bookings, earliest start first. */
export async function activeBookings(
  { store, accountId, now }: PersonContext,
  of: Where<BookingDocument>,
  limit = MAX_ACTIVE,
): Promise<BookingDocument[]> {
  return store.bookings.find({
    // What is not over began within the length of the longest session; the index needs the bound.
    where: { ...of, accountId, activeUntil: gt(now), startsAt: gt(now - LONGEST_SESSION) },
    sort: [['startsAt', 'asc']],
    limit,
  })
}

export const listBookings: Handler<'booking.list'> = async ({ store, accountId, now }, { scope, after }) => {
  const page = await findPage(store.bookings, {
    ...(scope === 'coming'
      ? {
          where: { accountId, activeUntil: gt(now) },
          by: 'startsAt' as const,
          direction: 'asc' as const,
          from: now - LONGEST_SESSION,
        }
      : { where: { accountId }, by: 'activeUntil' as const, direction: 'desc' as const, to: now + 1 }),
    after,
  })
  return { now, items: await bookingViews(store, page.items), next: page.next }
}

export const getBooking: Handler<'booking.get'> = async (context, { bookingId }) => {
  const [booking] = await bookingViews(context.store, [await requireOwnBooking(context, bookingId)])
  return { now: context.now, booking: requireFound(booking, 'BOOKING_NOT_FOUND') }
}

/** A booking of the caller. Throws BOOKING_NOT_FOUND for any other. */
export async function requireOwnBooking(
  { store, accountId }: PersonContext,
  bookingId: string,
): Promise<BookingDocument> {
  const booking = requireFound(await store.bookings.get(bookingId), 'BOOKING_NOT_FOUND')
  return requireFound(booking.accountId === accountId ? booking : null, 'BOOKING_NOT_FOUND')
}
