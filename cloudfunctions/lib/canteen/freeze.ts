import { countOrders } from '@domain/canteen/kitchen-count'
import { releaseClaim } from '../booking/core/claim'
import type { Context } from '../kernel/router/context'
import { exists, lte, remove } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { eachOf } from '../kernel/work/task'
import { countedOrders } from './counted'

/** Each conflict means that an order of the sitting was changed or released meanwhile. */
const MAX_ATTEMPTS = 20
/** Cancellations of one sitting whose calls died; more than ever die at once. */
const MAX_RELEASED = 100

/** Finishes what dead calls left in a sitting; returns the ids of orders that belong to no account. */
type FinishOrders = (context: Context, sessionId: string) => Promise<readonly string[]>

/** Freezes the orders of sittings whose cut-off has passed. */
export const freezeSittings = (finishOrders: FinishOrders) =>
  eachOf(
    { name: 'freezes', collection: 'sessions', due: now => ({ freezeAt: lte(now) }), by: 'freezeAt' },
    (context, sessionId) => freezeSitting(context, sessionId, finishOrders),
  )

/**
 * Counts the orders and closes the sitting for others in one conditional update, so the count is that of the orders in the
 * document, and no order is taken afterwards. Safe to repeat and to run twice at once: the first writes.
 */
async function freezeSitting(context: Context, sessionId: string, finishOrders: FinishOrders): Promise<void> {
  const { store, now } = context
  // What was cancelled in time is not cooked, although its call died before it released the portions.
  const cancelled = await store.bookings.find({
    where: { sessionId, status: 'cancelled', releasing: true },
    limit: MAX_RELEASED,
  })
  // Only their portions count here; the reconciler releases the rest, whatever fails there.
  for (const booking of cancelled) await releaseClaim(context, sessionId, booking._id, booking)
  // Orders whose calls died are confirmed or given back first: what nobody gets is not cooked.
  const abandoned = await finishOrders(context, sessionId)
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    const session = await store.sessions.get(sessionId, ['sitting', 'claims', 'orderTurns', 'frozenAt'])
    if (!session?.sitting || session.frozenAt) return
    const orders = countedOrders(session.claims).filter(({ bookingId }) => !abandoned.includes(bookingId))
    const count = countOrders(session.sitting, orders)
    const frozen = await store.sessions.update(
      { _id: sessionId, frozenAt: null, orderTurns: session.orderTurns ?? exists(false) },
      { frozenAt: now, freezeAt: remove(), kitchen: { orders: orders.map(({ bookingId }) => bookingId), count } },
    )
    return frozen === 1 ? undefined : CONFLICT
  })
}
