import { owedOf, type PayWay, paidEntries } from '@domain/canteen/ledger'
import { standing } from '@domain/ledger/ledger'
import { bookingNote } from '../attendance/checkin/undo'
import { addRow, type BilledBooking, billOrder, noteOwed, reversalOf, rowsOfOrder } from '../canteen/bill'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { TillRowDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { readCounterOrder } from './order-view'

/** Each conflict means that another row of the order was written. */
const MAX_ATTEMPTS = 10

export interface Payment {
  way: PayWay
  /** The sum that was shown, fen. */
  due: number
  reason?: string | undefined
}

/**
 * Takes what is owed for an order that was handed over. The id of the row is the order's with the number of its payments, so of
 * any number of payments at once one is stored; another is possible after that one was reversed. Idempotent under the request
 * id. Returns what is still to be paid. Throws REASON_NEEDED, ALREADY_PAID, NOTHING_DUE, ORDER_CHANGED, REQUEST_REUSED.
 */
export async function payOrder(
  context: StaffContext,
  booking: BilledBooking,
  { way, due, reason }: Payment,
): Promise<number> {
  const { store, now, actor: by, requestId } = context
  const { _id: bookingId, centreId, sessionId } = booking
  if (way === 'waived' && reason === undefined) throw new AppError('REASON_NEEDED', null)
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const rows = await billOrder(context, booking)
    const payments = rows.filter(({ what }) => what === 'paid')
    const earlier = payments.find(row => row.requestId === requestId)
    if (earlier) {
      const isSame = earlier.way === way && earlier.entries.receivable === -due
      if (!isSame) throw new AppError('REQUEST_REUSED', null)
      return noteOwed(store, bookingId, rows)
    }
    const owed = owedOf(rows)
    // A refusal too leaves the booking with the sum that it is about.
    if (owed <= 0 || owed !== due) await noteOwed(store, bookingId, rows)
    if (owed <= 0) {
      const paid = standing(rows, 'paid').at(-1)
      throw paid ? new AppError('ALREADY_PAID', { at: paid.at }) : new AppError('NOTHING_DUE', null)
    }
    if (owed !== due) throw new AppError('ORDER_CHANGED', null)
    const row: TillRowDocument = {
      _id: `paid-${bookingId}-${payments.length}`,
      what: 'paid',
      entries: paidEntries(way, owed),
      reverses: null,
      centreId,
      bookingId,
      sessionId,
      way,
      served: null,
      reason: reason ?? null,
      at: now,
      by,
      requestId,
      forgottenAt: null,
    }
    if (!(await addRow(store, row))) return CONFLICT
    return noteOwed(store, bookingId, [...rows, row])
  })
}

/** Takes an open sum. When the call dies, the timer shows on the booking what the ledger says. */
export const payOpenSum: Handler<'staff.mealPay'> = async (context, { centreId, bookingId, ...payment }) => {
  const { store } = context
  const booking = requireAtCentre(await store.bookings.get(bookingId), centreId, 'BOOKING_NOT_FOUND')
  if (!booking.order) throw new AppError('BOOKING_NOT_FOUND', null)
  await compareLater(context, bookingId)
  await payOrder(context, booking, payment)
  return { order: await readCounterOrder(store, bookingId) }
}

/** Reverses a payment once, as a whole, by somebody who did not take it. */
export const reversePayment: Handler<'staff.mealReverse'> = async (context, { centreId, rowId, reason }) => {
  const { store, now, actor: by, requestId } = context
  const row = requireAtCentre(await store.tillrows.get(rowId), centreId, 'ROW_NOT_FOUND')
  const { bookingId, sessionId, what, way } = row
  // What was paid online, the platform gives back.
  if (what !== 'paid' || bookingId === null || way === 'online') throw new AppError('ROW_NOT_FOUND', null)
  const paidBy = await store.bookings.get(bookingId, ['accountId', 'attendees', 'sessionId', 'title'])
  const { person } = bookingNote(requireFound(paidBy, 'ROW_NOT_FOUND'))
  note(context, { ...(person ? { person } : {}), subject: { id: bookingId, title: rowId }, reason })
  if (row.by === by) throw new AppError('SECOND_PERSON_NEEDED', null)
  await compareLater(context, bookingId)
  const reversal = { ...reversalOf(row), centreId, bookingId, sessionId, way, reason, at: now, by, requestId }
  if (!(await addRow(store, reversal))) {
    const stored = requireFound(await store.tillrows.get(reversal._id), 'ROW_NOT_FOUND')
    if (stored.requestId !== requestId) throw new AppError('ALREADY_REVERSED', { at: stored.at })
    if (stored.reason !== reason) throw new AppError('REQUEST_REUSED', null)
  }
  await noteOwed(store, bookingId, await rowsOfOrder(store, bookingId))
  return { order: await readCounterOrder(store, bookingId) }
}

/** The timer compares the booking with the ledger when this call has ended, however it ends. */
export async function compareLater({ store, now }: StaffContext, bookingId: string): Promise<void> {
  await store.bookings.update({ _id: bookingId }, { billAt: now + STALE_CALL_AFTER })
}
