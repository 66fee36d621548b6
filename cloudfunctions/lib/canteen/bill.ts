import { owedOf, servedEntries } from '@domain/canteen/ledger'
import type { Order } from '@domain/canteen/order'
import { isBalanced, reversedEntries, standing } from '@domain/ledger/ledger'
import type { Context } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { BookingDocument, TillRowDocument } from '../kernel/store/documents'
import { gte, not, type Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'

/** Each conflict means that a row was added. */
const MAX_ATTEMPTS = 10
/** An order has two rows, and two for each correction. */
const MAX_ROWS = 200

/** All rows of an order, oldest first. */
export function rowsOfOrder(store: Store, bookingId: string): Promise<TillRowDocument[]> {
  return store.tillrows.find({ where: { bookingId }, sort: [['at', 'asc']], limit: MAX_ROWS })
}

/** What the ledger has to know about an order. */
export type BilledBooking = Pick<BookingDocument, (typeof BILLED_FIELDS)[number]>
/** Fields of a `BilledBooking`. */
export const BILLED_FIELDS = ['_id', 'centreId', 'sessionId', 'checkIn', 'order'] as const

/**
 * Brings the ledger in line with what was handed over: a row `served` with the latest version of the order stands exactly while
 * the party is checked in. Ids are derived from the order and a number, so of two calls at once one writes. A call that is
 * overtaken by an undo leaves a row too many; the timer compares again when no call can be running (`billAt`). Returns all rows
 * of the order; `noteOwed` shows them on the booking.
 */
export function billOrder(
  context: Pick<Context, 'store' | 'now'> & { actor?: string },
  seen: BilledBooking,
): Promise<TillRowDocument[]> {
  const { store, now, actor = '' } = context
  const { _id: bookingId, centreId, sessionId } = seen
  let { checkIn, order: shown } = seen
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const [rows, session] = await Promise.all([
      rowsOfOrder(store, bookingId),
      store.sessions.get(sessionId, [`claims.${bookingId}`]),
    ])
    // The claim decides; the booking may show an earlier version.
    const order = session?.claims?.[bookingId]?.order ?? shown
    const [served] = standing(rows, 'served')
    const row = { centreId, sessionId, bookingId, way: null, reason: null, at: now, by: actor, requestId: '' }
    const isWrong = served && (!checkIn || served.served?.revision !== order?.revision)
    const missing: TillRowDocument[] = []
    if (isWrong) missing.push({ ...row, ...reversalOf(served) })
    if (checkIn && order && (isWrong || !served)) missing.push({ ...row, ...servedOf(bookingId, order, rows) })
    for (const one of missing) {
      if (await addRow(store, one)) continue
      const current = requireFound(await store.bookings.get(bookingId, BILLED_FIELDS), 'BOOKING_NOT_FOUND')
      checkIn = current.checkIn
      shown = current.order
      return CONFLICT
    }
    return [...rows, ...missing]
  })
}

/**
 * Inserts a row; false when it is stored already. A row that does not sum to zero is a fault of the program and is not stored.
 */
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

/** Shows on the booking what is still to be paid, unless it shows later rows, and returns it. */
export async function noteOwed(store: Store, bookingId: string, rows: readonly TillRowDocument[]): Promise<number> {
  const owed = owedOf(rows)
  const owedRows = rows.length
  if (owedRows > 0) await store.bookings.update({ _id: bookingId, owedRows: not(gte(owedRows)) }, { owed, owedRows })
  return owed
}
