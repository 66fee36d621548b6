import type {
  BookingDocument,
  PaymentDocument,
  TillRowDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'

interface Kept {
  payments: readonly PaymentDocument[]
  bookings: readonly BookingDocument[]
  tillrows: readonly TillRowDocument[]
}

/**
 * Checks what was paid online: the ledger has one row for each trade that was paid and each refund, of its sum and no other; no
 * trade is paid back beyond what it is; an order shows what is held for it; and nobody has paid more than the order costs. Payments that
 * are still being followed are left out.
 */
export function paymentViolations({ payments, bookings, tillrows }: Kept): string[] {
  const byId = new Map(bookings.map(booking => [booking._id, booking]))
  const rowsOf = new Map<string, TillRowDocument[]>()
  for (const row of tillrows)
    if (row.way === 'online') rowsOf.set(row.bookingId ?? '', [...(rowsOf.get(row.bookingId ?? '') ?? []), row])
  const known = new Set(payments.map(({ _id }) => _id))
  const strangers = [...rowsOf.keys()].filter(id => !known.has(id))
  return [
    ...strangers.map(id => `${id}: was paid online without a payment`),
    ...payments.flatMap(payment => {
      const { trades, refunds } = payment
      const isFollowed = trades.some(({ state }) => state === 'open') || refunds.some(({ state }) => state === 'asked')
      return isFollowed ? [] : violationsOf(payment, byId.get(payment._id), rowsOf.get(payment._id) ?? [])
    }),
  ]
}

function violationsOf(
  { _id, trades, refunds }: PaymentDocument,
  booking: BookingDocument | undefined,
  rows: readonly TillRowDocument[],
): string[] {
  const paid = trades.filter(({ state }) => state === 'paid')
  const told = [
    ...paid.map(({ no, amount }) => `paid-${no} ${amount}`),
    ...refunds.map(({ no, amount }) => `refunded-${no} ${-amount}`),
  ]
  const written = rows.map(({ _id: id, entries }) => `${id} ${entries.online ?? 0}`)
  const wrong = same(told, written) ? [] : [`${_id}: ${told} was paid, the ledger says ${written}`]
  for (const { no, amount } of paid) {
    const back = sum(refunds.filter(({ tradeNo }) => tradeNo === no))
    if (back > amount) wrong.push(`${no}: ${back} was given back of ${amount}`)
  }
  const net = sum(paid) - sum(refunds)
  if (!booking) return wrong
  // A call that has died leaves both to the timer.
  const { order, prepaid = 0, billAt, status, payUntil } = booking
  if (prepaid !== net && !payUntil) wrong.push(`${_id}: shows ${prepaid} of ${net} that was paid`)
  if (status === 'confirmed' && !billAt && order && net > order.price.due)
    wrong.push(`${_id}: ${net} was paid for ${order.price.due}`)
  return wrong
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())
}

function sum(items: readonly { amount: number }[]): number {
  return items.reduce((total, { amount }) => total + amount, 0)
}
