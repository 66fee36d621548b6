import { isBalanced, owedOf, reversedEntries, servedEntries, standing } from '@domain/canteen/ledger'
import type { Order } from '@domain/canteen/order'
import type { Context } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { TillRowDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { gte, not, type Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { eachOf } from '../kernel/work/task'

/** Each conflict means that a row was added. */
const MAX_ATTEMPTS = 10
/** An order has two rows, and two for each correction. */
const MAX_ROWS = 200

/** All rows of an order, oldest first. */
export function rowsOfOrder(store: Store, bookingId: string): Promise<TillRowDocument[]> {
  return store.tillrows.find({ where: { bookingId }, sort: [['at', 'asc']], limit: MAX_ROWS })
}

/**
 * Brings the ledger in line with what was handed over: a row `served` with the latest version of the order stands exactly while
 * the party is checked in. Ids are derived from the order and a number, so of two calls at once one writes. A call that is
 * overtaken by an undo leaves a row too many; the timer compares again when no call can be running (`billAt`). Returns all rows
 * of the order.
 */
export function billOrder(
  context: Pick<Context, 'store' | 'now'> & { actor?: string },
  bookingId: string,
): Promise<TillRowDocument[]> {
  const { store, now, actor = '' } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const booking = requireFound(
      await store.bookings.get(bookingId, ['centreId', 'sessionId', 'checkIn', 'order']),
      'BOOKING_NOT_FOUND',
    )
    const { centreId, sessionId, checkIn } = booking
    const [rows, session] = await Promise.all([
      rowsOfOrder(store, bookingId),
      store.sessions.get(sessionId, [`claims.${bookingId}`]),
    ])
    // The claim decides; the booking may show an earlier version.
    const order = session?.claims?.[bookingId]?.order ?? booking.order
    const [served] = standing(rows, 'served')
    const row = { centreId, sessionId, bookingId, way: null, reason: null, at: now, by: actor, requestId: '' }
    if (served && (!checkIn || served.served?.revision !== order?.revision)) {
      await addRow(store, { ...row, ...reversalOf(served) })
      return CONFLICT
    }
    if (!served && checkIn && order) {
      await addRow(store, { ...row, ...servedOf(bookingId, order, rows) })
      return CONFLICT
    }
    await noteOwed(store, bookingId, rows)
    return rows
  })
}

/** Inserts a row; false when it is stored already. A row that does not sum to zero is a fault of the program and is not stored. */
export function addRow(store: Store, row: TillRowDocument): Promise<boolean> {
  if (!isBalanced(row.entries)) throw new Error(`${row._id} does not sum to zero`)
  return store.tillrows.insert(row)
}

/** What a reversing row says. The id is that of the reversed row, so a row is reversed once. */
export function reversalOf({ _id, entries }: TillRowDocument) {
  return {
    _id: `reversed-${_id}`,
    what: 'reversed' as const,
    entries: reversedEntries(entries),
    reverses: _id,
    served: null,
    forgottenAt: null,
  }
}

function servedOf(bookingId: string, order: Order, rows: readonly TillRowDocument[]) {
  const n = rows.filter(({ what }) => what === 'served').length
  const { revision, price } = order
  return {
    _id: `served-${bookingId}-${n}`,
    what: 'served' as const,
    entries: servedEntries(order),
    reverses: null,
    served: { revision, meals: price.meals.map(({ tier, subsidy }) => ({ tier: tier?.id ?? null, subsidy })) },
    forgottenAt: null,
  }
}

/** Shows on the booking what is still to be paid, unless it shows later rows. */
export async function noteOwed(store: Store, bookingId: string, rows: readonly TillRowDocument[]): Promise<void> {
  if (rows.length === 0) return
  const owedRows = rows.length
  await store.bookings.update({ _id: bookingId, owedRows: not(gte(owedRows)) }, { owed: owedOf(rows), owedRows })
}

/** Compares the ledger with each check-in again when no call about it can be running. */
export const billOrders = eachOf(
  { name: 'bills', collection: 'bookings', due: now => ({ billAt: dueBy(now) }), by: 'billAt' },
  async (context, bookingId) => {
    const { store } = context
    const booking = await store.bookings.get(bookingId, ['billAt'])
    if (!booking?.billAt) return
    await billOrder(context, bookingId)
    await store.bookings.update({ _id: bookingId, billAt: booking.billAt }, { billAt: 0 })
  },
)
