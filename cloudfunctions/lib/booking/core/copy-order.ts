import type { Claim } from '../../kernel/store/documents'
import { lt, type Store } from '../../kernel/store/port'

/** Shows the order of a claim in its booking, unless that shows a later version. Safe to repeat. */
export async function copyOrder(
  store: Store,
  bookingId: string,
  { order, takes, eaters }: Pick<Claim, 'order' | 'takes' | 'eaters'>,
): Promise<void> {
  if (!order || !takes || !eaters) return
  await store.bookings.update(
    { _id: bookingId, status: 'confirmed', 'order.revision': lt(order.revision) },
    { order, takes, eaters },
  )
}
