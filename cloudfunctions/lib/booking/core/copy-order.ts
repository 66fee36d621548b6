import type { Context } from '../../kernel/router/context'
import type { Claim } from '../../kernel/store/documents'
import { lt } from '../../kernel/store/port'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'

/**
 * Shows the order of a claim in its booking, unless that shows a later version, and has the timer compare it with the ledger: a
 * meal may have been handed over already. Safe to repeat.
 */
export async function copyOrder(
  { store, now }: Pick<Context, 'store' | 'now'>,
  bookingId: string,
  { order, takes, eaters }: Pick<Claim, 'order' | 'takes' | 'eaters'>,
): Promise<void> {
  if (!order || !takes || !eaters) return
  await store.bookings.update(
    { _id: bookingId, status: 'confirmed', 'order.revision': lt(order.revision) },
    { order, takes, eaters, billAt: now + STALE_CALL_AFTER },
  )
}
