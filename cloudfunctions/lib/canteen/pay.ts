import { paidAtCounter } from '@domain/canteen/ledger'
import { netPaid, SHORTEST_TRADE, type Trade, tradeFor, tradeUntil } from '@domain/canteen/payment'
import { requireOwnBooking } from '../booking/core/list'
import { bookingView } from '../booking/core/views'
import type { PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument, PaymentDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { actingFor, isOfHolder } from './acting'
import { rowsOfOrder } from './bill'
import { requireOrder } from './change'
import { followPayment } from './follow-payment'
import { requireMerchant } from './merchant'

/** Each conflict means that another call about the same order has written. */
const MAX_ATTEMPTS = 5

/**
 * Opens the payment of an order. The trade is stored before the platform is asked, under a number that follows from the order, so
 * whatever dies or comes twice is about the same trade, and the timer asks what has become of it.
 */
export const payOnline: Handler<'order.pay'> = async (caller, { bookingId, relationId }) => {
  const { context, booking } = await ownOrder(caller, { bookingId, relationId })
  requireOrder(booking)
  const merchantId = await requireMerchant(context, booking.centreId)
  const opened = await retryOnConflict(MAX_ATTEMPTS, () => storeTrade(context, booking, merchantId))
  const { trade, payment } = opened
  const sheet = await context.payments.open({
    merchantId: payment.merchantId,
    no: trade.no,
    amount: trade.amount,
    title: `${booking.centreName}爱心食堂`,
    until: trade.until,
  })
  const { amount, until } = trade
  if (typeof sheet !== 'string') return { sheet, amount, until }
  // Paid or ended meanwhile.
  await followPayment(context, bookingId)
  if (sheet !== 'paid') throw new AppError('PAYMENT_TOO_LATE', { until })
  return { sheet: null, amount, until }
}

async function storeTrade(context: PersonContext, booking: BookingDocument, merchant: string) {
  const { store, now } = context
  const { _id: bookingId, centreId, sessionId, payUntil } = booking
  const [stored, rows, session] = await Promise.all([
    store.payments.get(bookingId),
    rowsOfOrder(store, bookingId),
    store.sessions.get(sessionId, [`claims.${bookingId}`, 'startsAt', 'rules']),
  ])
  const { startsAt, rules, claims } = requireFound(session, 'BOOKING_NOT_FOUND')
  const order = requireFound(claims?.[bookingId]?.order ?? booking.order, 'BOOKING_NOT_FOUND')
  const amount = order.price.due - (stored ? netPaid(stored) : 0) - paidAtCounter(rows)
  if (amount <= 0) throw new AppError('NOTHING_DUE', null)
  const fresh = { revision: order.revision, amount, at: now, until: tradeUntil(now, payUntil || null) }
  const trade = tradeFor(bookingId, stored ?? { trades: [] }, fresh)
  // A trade ends before the kitchen counts, and the platform opens none for less than a minute.
  const end = Math.min(trade.until, startsAt - rules.closesBefore)
  if (end - now < SHORTEST_TRADE || trade.until > end || stored?.endedAt)
    throw new AppError('PAYMENT_TOO_LATE', { until: end })
  const others = stored?.trades.filter(({ no }) => no !== trade.no) ?? []
  const change = { trades: [...others, trade], turn: (stored?.turn ?? 0) + 1, dueAt: now + SHORTEST_TRADE }
  const merchantId = stored?.merchantId || merchant
  const payment: PaymentDocument = {
    ...(stored ?? { _id: bookingId, centreId, refunds: [], endedAt: null }),
    ...change,
    merchantId,
  }
  const won = stored
    ? (await store.payments.update({ _id: bookingId, turn: stored.turn }, { ...change, merchantId })) === 1
    : await store.payments.insert(payment)
  return won ? { trade: trade satisfies Trade, payment } : CONFLICT
}

/** Asks what has become of the payments of an order. */
export const checkPaid: Handler<'order.paid'> = async (caller, { bookingId, relationId }) => {
  const { context, booking } = await ownOrder(caller, { bookingId, relationId })
  const { store } = context
  const payment = await store.payments.get(bookingId)
  if (payment) await followPayment(context, bookingId)
  const [current, after] = await Promise.all([store.bookings.get(bookingId), store.payments.get(bookingId)])
  const shown = current ?? booking
  const due = shown.status === 'confirmed' ? (shown.order?.price.due ?? 0) - (after ? netPaid(after) : 0) : 0
  return {
    booking: bookingView(shown),
    due: Math.max(0, due),
    isOpen: after?.trades.some(({ state }) => state === 'open') ?? false,
  }
}

/** An order of the caller, or of the person for whom they order. Throws RELATION_NOT_FOUND, BOOKING_NOT_FOUND. */
async function ownOrder(
  caller: PersonContext,
  { bookingId, relationId }: { bookingId: string; relationId?: string | undefined },
): Promise<{ context: PersonContext; booking: BookingDocument }> {
  const { context } = await actingFor(caller, relationId)
  const booking = await requireOwnBooking(context, bookingId)
  if (!booking.order || (relationId !== undefined && !isOfHolder(booking)))
    throw new AppError('BOOKING_NOT_FOUND', null)
  return { context, booking }
}
