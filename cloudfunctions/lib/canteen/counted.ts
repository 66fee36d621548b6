import type { CountedOrder } from '@domain/canteen/kitchen-count'
import type { Order } from '@domain/canteen/order'
import type { Claim, SessionDocument } from '../kernel/store/documents'

/** An order as the kitchen counts it, with what it was counted from. */
export interface CountedClaim extends CountedOrder {
  bookingId: string
  order: Order
  attendees: Claim['attendees']
}

/** The orders of a sitting, earliest first. */
export function countedOrders(claims: SessionDocument['claims']): CountedClaim[] {
  return Object.entries(claims)
    .sort(([, a], [, b]) => a.at - b.at)
    .flatMap(([bookingId, { order, attendees }]) =>
      order
        ? [
            {
              bookingId,
              order,
              attendees,
              mode: order.mode,
              seatingId: order.seating?.id ?? null,
              roundId: order.round?.id ?? null,
              meals: order.meals,
            },
          ]
        : [],
    )
}
