import { decideOrderChange, type OrderWish, orderOf, takesOf } from '@domain/canteen/order'
import { loadAccount } from '../accounts/account'
import { changeClaim, isOrderClaim, type OrderClaim } from '../booking/core/claim'
import { copyOrder } from '../booking/core/copy-order'
import { requireOwnBooking } from '../booking/core/list'
import { bookingView } from '../booking/core/views'
import { sessionCard } from '../catalogue/session-views'
import type { PersonContext } from '../kernel/router/context'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument, BookingDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { actingFor, isOfHolder } from './acting'
import { allergiesOf } from './allergies'
import { memberIdsOf, requireNotOrdered } from './create'
import { priceWish } from './price'
import { requireSitting, type SittingWithClaim } from './sitting'

/** Each failed attempt means that others took or gave back portions. */
const MAX_ATTEMPTS = 5
/** How many latest changes of an order are remembered, so that late copies of them change nothing. */
const REMEMBERED = 20

/**
 * Changes an order with one update of the difference, guarded by the version that was read. The booking shows it afterwards;
 * when the call dies in between, the reconciler copies it.
 */
export const changeOrder: Handler<'order.change'> = async (
  caller,
  { bookingId, relationId, revision, despiteAllergies = false, ...wish },
) => {
  const { context } = await actingFor(caller, relationId)
  const [booking, account] = await Promise.all([requireOwnBooking(context, bookingId), loadAccount(context)])
  requireOrder(booking)
  if (relationId !== undefined && !isOfHolder(booking)) throw new AppError('BOOKING_NOT_FOUND', null)
  // The people of an order stay the same: each may cancel and order anew.
  const same = sorted(memberIdsOf(wish)) === sorted(booking.attendees.map(({ memberId }) => memberId))
  if (!same) throw new AppError('INVALID_INPUT', { path: 'meals' })
  const session = await writeChange(context, {
    booking,
    account,
    wishOf: () => wish,
    revision,
    despiteAllergies,
  })
  const changed = requireFound(await context.store.bookings.get(bookingId), 'BOOKING_NOT_FOUND')
  return { booking: bookingView(changed), session: sessionCard(session) }
}

interface OrderChange {
  booking: BookingDocument
  account: AccountDocument
  wishOf: (before: OrderClaim) => OrderWish
  /** The version that is changed; absent: the current one, whatever it is. */
  revision?: number
  /** Only the price changes, which is possible until the end of the sitting. */
  isPriceOnly?: boolean
  /** The person was asked, and orders all the same. */
  despiteAllergies?: boolean
}

/** Changes the claim of an order, then its booking. Returns the sitting. A copy of a change that was made changes nothing. */
export async function writeChange(
  context: PersonContext,
  { booking, account, wishOf, revision, isPriceOnly = false, despiteAllergies = false }: OrderChange,
): Promise<SittingWithClaim> {
  const { store, now, requestId } = context
  const { _id: bookingId, sessionId } = booking
  let keys: Record<string, string> = {}
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const session = await requireSitting(store, sessionId, bookingId, Object.values(keys))
    const before = session.claim
    if (!isOrderClaim(before)) throw new AppError('BOOKING_CANCELLED', { cancelledAt: booking.cancelledAt ?? now })
    const { order, orderRequests = [] } = before
    if (orderRequests.includes(requestId)) {
      await copyOrder(context, bookingId, before)
      return session
    }
    if (revision !== undefined && order.revision !== revision) throw new AppError('ORDER_CHANGED', null)
    const wish = wishOf(before)
    const facts = {
      now,
      session: { ...session, id: sessionId },
      sitting: session.sitting,
      left: session.counters,
      wish,
      allergies: despiteAllergies ? null : allergiesOf(account),
    }
    if (!isPriceOnly) enforce(decideOrderChange(facts, before.takes))
    const priced = priceWish(session, account, wish)
    requireNotOrdered(session, keys, bookingId)
    keys = priced.keys
    const after: OrderClaim = {
      ...before,
      order: orderOf(session.sitting, wish, priced.price, order.revision + 1, allergiesOf(account)),
      takes: takesOf(session.sitting, wish),
      eaters: Object.values(keys),
      orderRequests: [...orderRequests, requestId].slice(-REMEMBERED),
    }
    if (!(await changeClaim(store, session, bookingId, { before, after, at: now, isLate: isPriceOnly })))
      return CONFLICT
    await copyOrder(context, bookingId, after)
    return { ...session, claim: after }
  })
}

/** Throws BOOKING_CANCELLED, ALREADY_CHECKED_IN, BOOKING_NOT_FOUND. */
export function requireOrder({ order, status, cancelledAt, activeUntil, checkIn }: BookingDocument): void {
  if (!order) throw new AppError('BOOKING_NOT_FOUND', null)
  if (status !== 'confirmed') throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
  if (checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: checkIn.at })
}

function sorted(ids: string[]): string {
  return [...ids].sort().join()
}
