import { paidAtCounter, paidEntries } from '@domain/canteen/ledger'
import { heldByPlatform, netPaid, refundsOf, type Trade } from '@domain/canteen/payment'
import { KEEP } from '@domain/privacy/keep'
import { DAY, MINUTE } from '@domain/time'
import { cancelledFields } from '../booking/core/cancelled'
import { releaseBooking } from '../booking/core/release'
import { type Context, onBehalfOf } from '../kernel/router/context'
import type { BookingDocument, PaymentDocument, TillRowDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { gt, gte, lte, not } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { addRow, noteOwed, rowsOfOrder } from './bill'

/** Each conflict means that another call has stored what it learned. */
const MAX_ATTEMPTS = 10
/** How often the platform is asked about a trade that is open, ms; its own call comes sooner. */
const LOOK_EVERY = MINUTE
/** A meal that was paid online and not handed over so long after the sitting is paid back, ms: reports of couriers are in. */
const UNCOLLECTED_AFTER = DAY
/** Unpaid orders of one sitting that are ended when it is frozen; the timer ends the others. */
const MAX_UNPAID = 100

/**
 * Brings a payment in line with the platform and with its order: writes what was paid into the ledger, gives back what is too
 * much, and releases portions that nobody has paid for. All callers lead here: the platform's call, the phone and the timer. Safe to
 * repeat and to run twice at once: rows and refunds have derived ids, and the payment is written by compare-and-set. The
 * payment is read before the order, so an order that was changed since was changed after what was paid for it.
 */
export function followPayment(context: Context, bookingId: string): Promise<void> {
  const { store, now } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const stored = await store.payments.get(bookingId)
    const booking = await store.bookings.get(bookingId)
    if (!booking) {
      if (stored) await store.payments.remove({ _id: bookingId, turn: stored.turn })
      return
    }
    const seen = stored ?? newPayment(booking, now)
    const trades = await lookAt(context, booking, seen)
    const [rows, due] = await Promise.all([rowsOfOrder(store, bookingId), dueOf(context, booking)])
    const looked = { ...seen, trades }
    const excess = Math.min(netPaid(looked), netPaid(looked) + paidAtCounter(rows) - due)
    const next: PaymentDocument = {
      ...looked,
      refunds: [...looked.refunds, ...refundsOf(looked, excess)],
      endedAt: looked.endedAt ?? (isUnpaid(booking, looked, now) ? now : null),
    }
    if (isForgotten(next, booking, now)) {
      await store.payments.remove({ _id: bookingId, turn: seen.turn })
      return
    }
    if (!isSame(seen, next)) {
      next.turn++
      // Due until all that follows is done.
      next.dueAt = now + STALE_CALL_AFTER
      if (!(await write(context, stored, next))) return CONFLICT
    } else if (!stored) return
    if (next.endedAt !== null) await endOrder(context, booking)
    else if (booking.payUntil && netPaid(next) > 0)
      await store.bookings.update({ _id: bookingId, payUntil: booking.payUntil }, { payUntil: 0 })
    if (booking.status !== 'confirmed' && booking.payUntil)
      await store.bookings.update({ _id: bookingId }, { payUntil: 0 })
    return giveBack(context, booking, next)
  })
}

function newPayment({ _id, centreId }: BookingDocument, now: number): PaymentDocument {
  return { _id, centreId, merchantId: '', trades: [], refunds: [], endedAt: null, turn: 0, dueAt: now }
}

/** Asks the platform about open trades, and writes those that were paid into the ledger before anything says that they were. */
async function lookAt(
  context: Context,
  booking: BookingDocument,
  { merchantId, trades }: PaymentDocument,
): Promise<Trade[]> {
  const { payments, store, now } = context
  const looked: Trade[] = []
  for (const trade of trades) {
    if (trade.state !== 'open') {
      looked.push(trade)
      continue
    }
    const about = { merchantId, no: trade.no, amount: trade.amount }
    const state = await (now >= trade.until ? payments.close(about) : payments.look(about))
    // The call that opens it may still be running.
    const isNever = state === 'missing' && now >= Math.max(trade.until, trade.at + STALE_CALL_AFTER)
    if (state === 'paid') await addRow(store, paidRow(booking, trade, now))
    looked.push({ ...trade, state: state === 'paid' ? 'paid' : state === 'closed' || isNever ? 'closed' : 'open' })
  }
  return looked
}

function paidRow(booking: BookingDocument, { no, amount }: Trade, now: number): TillRowDocument {
  return { ...onlineRow(booking, now), _id: `paid-${no}`, what: 'paid', entries: paidEntries('online', amount) }
}

function onlineRow({ _id: bookingId, centreId, sessionId }: BookingDocument, at: number) {
  const nobody = { by: '', requestId: '', reason: null, forgottenAt: null }
  return { ...nobody, reverses: null, served: null, way: 'online' as const, bookingId, centreId, sessionId, at }
}

/** What the order costs, fen; 0 when it is over without a meal. The claim decides; the booking may show an earlier version. */
async function dueOf({ store, now }: Context, booking: BookingDocument): Promise<number> {
  const { _id, sessionId, status, checkIn, endsAt, order } = booking
  if (status !== 'confirmed' || (checkIn === null && now >= endsAt + UNCOLLECTED_AFTER)) return 0
  const session = await store.sessions.get(sessionId, [`claims.${_id}`])
  return (session?.claims?.[_id]?.order ?? order)?.price.due ?? 0
}

/** Whether the portions of an order were held long enough. While a trade is open, somebody may still pay. */
function isUnpaid({ status, payUntil }: BookingDocument, payment: PaymentDocument, now: number): boolean {
  if (status !== 'confirmed' || !payUntil || payUntil > now) return false
  return netPaid(payment) === 0 && payment.trades.every(({ state }) => state !== 'open')
}

function isForgotten({ trades, refunds }: PaymentDocument, { endsAt }: BookingDocument, now: number): boolean {
  const isSettled = trades.every(({ state }) => state !== 'open') && refunds.every(({ state }) => state === 'done')
  return isSettled && now >= endsAt + KEEP.booking
}

function lookAgainAt(payment: PaymentDocument, { endsAt, checkIn }: BookingDocument, now: number): number {
  if (payment.trades.some(({ state }) => state === 'open')) return now + LOOK_EVERY
  const uncollectedAt = endsAt + UNCOLLECTED_AFTER
  if (netPaid(payment) > 0 && checkIn === null && now < uncollectedAt) return uncollectedAt
  return endsAt + KEEP.booking
}

/** Whether nothing was learned and nothing is to be done. */
function isSame(one: PaymentDocument, other: PaymentDocument): boolean {
  const facts = ({ trades, refunds, endedAt }: PaymentDocument) =>
    JSON.stringify([trades.map(({ state }) => state), refunds.length, endedAt])
  return facts(one) === facts(other)
}

async function write(
  { store }: Context,
  before: PaymentDocument | null,
  { _id, ...next }: PaymentDocument,
): Promise<boolean> {
  if (before) return (await store.payments.update({ _id, turn: before.turn }, next)) === 1
  return store.payments.insert({ _id, ...next })
}

/** Cancels an order that was not paid; no trade can be opened any more. A dead call is completed by the reconciler. */
async function endOrder(context: Context, booking: BookingDocument): Promise<void> {
  const { store, now } = context
  const { _id } = booking
  const change = { ...cancelledFields(now, 'unpaid'), payUntil: 0 }
  const held = { _id, status: 'confirmed', checkIn: null, payUntil: gt(0) } as const
  const ended = await store.bookings.update(held, change)
  if (ended === 1) await releaseBooking(onBehalfOf(context, booking), { ...booking, ...change })
}

/** Asks the platform to give back what was decided, writes it into the ledger, and shows on the booking what is left. */
async function giveBack(
  context: Context,
  booking: BookingDocument,
  payment: PaymentDocument,
): Promise<undefined | typeof CONFLICT> {
  const { store, payments, now } = context
  const { _id, merchantId, trades, refunds, turn } = payment
  const asked = refunds.filter(({ state }) => state === 'asked')
  for (const { no, tradeNo, amount } of asked) {
    const total = trades.find(trade => trade.no === tradeNo)?.amount ?? amount
    await payments.refund({ merchantId, tradeNo, total, no, amount })
    const entries = paidEntries('online', -amount)
    await addRow(store, { ...onlineRow(booking, now), _id: `refunded-${no}`, what: 'refunded', entries })
  }
  let after = payment
  if (asked.length > 0) {
    after = { ...payment, refunds: refunds.map(refund => ({ ...refund, state: 'done' })), turn: turn + 1 }
    const change = { refunds: after.refunds, turn: after.turn }
    if ((await store.payments.update({ _id, turn }, change)) === 0) return CONFLICT
  }
  await showPaid(context, after)
  await store.payments.update({ _id, turn: after.turn }, { dueAt: lookAgainAt(after, booking, now) })
  return undefined
}

/** Shows on the booking what the platform holds and what is owed, unless it shows later facts. */
async function showPaid({ store }: Context, payment: PaymentDocument): Promise<void> {
  const { _id, turn } = payment
  await store.bookings.update(
    { _id, prepaidTurn: not(gte(turn)) },
    { prepaid: heldByPlatform(payment), prepaidTurn: turn },
  )
  await noteOwed(store, _id, await rowsOfOrder(store, _id))
}

/** Looks at payments: open trades, money to give back, and those whose period is over. */
export const followPayments = eachOf(
  { name: 'payments', collection: 'payments', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  followPayment,
)

/** Ends orders that were held and not paid. */
export const settleUnpaid = eachOf(
  { name: 'unpaidOrders', collection: 'bookings', due: now => ({ payUntil: dueBy(now) }), by: 'payUntil' },
  followPayment,
)

/** Gives back what was paid for orders that are cancelled, whoever cancelled them. */
export const repayCancelled = eachOf(
  {
    name: 'repayments',
    collection: 'bookings',
    due: now => ({ prepaid: gt(0), status: 'cancelled' as const, cancelledAt: lte(now) }),
    by: 'cancelledAt',
  },
  followPayment,
)

/**
 * Ends the unpaid orders of a sitting before it is counted: they were held until its cut-off at most. One about which the
 * platform does not answer stays, because it may have been paid.
 */
export async function endUnpaid(context: Context, sessionId: string): Promise<void> {
  const { store } = context
  const held = await store.bookings.find({
    where: { sessionId, status: 'confirmed', payUntil: gt(0) },
    limit: MAX_UNPAID,
    fields: ['payUntil'],
  })
  for (const { _id } of held)
    await followPayment(context, _id).catch((failure: unknown) => context.partFailed?.(failure))
}
