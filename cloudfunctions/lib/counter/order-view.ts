import type { CounterOrder } from '@domain/contracts/staff-counter'
import { maskName } from '@domain/people/members'
import { requireFound } from '../kernel/router/errors'
import type { BookingDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'

/** Fields of a booking that the counter shows. */
export const COUNTER_FIELDS = ['attendees', 'order', 'checkIn', 'owed', 'collector', 'prepaid', 'guest'] as const

/** An order as the counter shows it; null: the booking is none. */
export function counterOrder({
  _id,
  attendees,
  order,
  checkIn,
  owed,
  collector,
  prepaid = 0,
  guest,
}: Pick<BookingDocument, '_id' | (typeof COUNTER_FIELDS)[number]>): CounterOrder | null {
  if (!order) return null
  const { mode, meals, seating, round, price } = order
  const { list, charity, subsidy, due } = price
  return {
    bookingId: _id,
    meals: meals.map(({ memberId, names }, n) => ({
      memberId,
      name: maskName(attendees.find(attendee => attendee.memberId === memberId)?.nickname ?? ''),
      dishes: names,
      tier: price.meals[n]?.tier?.label ?? null,
    })),
    mode,
    seatingAt: seating?.at ?? null,
    round: round?.label ?? null,
    price: { list, charity, subsidy, due },
    collector: collector ? maskName(collector.name) : null,
    servedAt: checkIn?.at ?? null,
    owed: checkIn || owed ? (owed ?? null) : null,
    isGuest: guest !== undefined,
    prepaid,
  }
}

/** The same, read again after a write. Throws BOOKING_NOT_FOUND. */
export async function readCounterOrder(store: Store, bookingId: string): Promise<CounterOrder> {
  const booking = requireFound(await store.bookings.get(bookingId, COUNTER_FIELDS), 'BOOKING_NOT_FOUND')
  return requireFound(counterOrder(booking), 'BOOKING_NOT_FOUND')
}
