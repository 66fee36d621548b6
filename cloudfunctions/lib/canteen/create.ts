import { decideOrder, orderOf, takesOf } from '@domain/canteen/order'
import { HELD_FOR } from '@domain/canteen/payment'
import type { ParsedInput, RouteOutput } from '@domain/contracts'
import type { Member } from '@domain/people/members'
import { isOrphaned, loadAccount } from '../accounts/account'
import { attendeesOf, partyOf, requireSameParty } from '../accounts/party'
import { takeClaim } from '../booking/core/claim'
import { refuseExpired } from '../booking/core/expired'
import { finishBooking } from '../booking/core/finish'
import { otherEntries } from '../booking/core/ledger'
import { direct } from '../booking/core/origins/direct'
import { bookingView } from '../booking/core/views'
import { sessionCard } from '../catalogue/session-views'
import { orderIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument, BookingDocument } from '../kernel/store/documents'
import { actingFor, requireEaters } from './acting'
import { allergiesOf } from './allergies'
import { requireMerchant } from './merchant'
import { type PricedOrder, priceWish } from './price'
import { requireSitting, type SittingRow, type SittingWithClaim } from './sitting'

type Input = ParsedInput<'order.create'>

/**
 * Orders meals in the steps of a booking: read, claim of everything that the order takes, ledger, booking. A crash after any
 * of them is completed or undone in the same way (docs/decisions/0006-capacity.md).
 */
export const createOrder: Handler<'order.create'> = async (caller, input) => {
  requireEaters(input.relationId, memberIdsOf(input))
  const { context } = await actingFor(caller, input.relationId)
  const { store } = context
  const bookingId = orderIdOf(context)
  const { payOnlineAt } = input
  const [session, account, earlier, refused] = await Promise.all([
    requireSitting(store, input.sessionId, bookingId),
    loadAccount(context),
    store.bookings.get(bookingId),
    // Only a new order is refused because of it.
    payOnlineAt === undefined
      ? null
      : requireMerchant(context, payOnlineAt).then(
          () => null,
          (error: unknown) => error,
        ),
  ])
  if (earlier) return orderReply(earlier, input, session)
  if (!session.claim && refused !== null) throw refused
  // Ordered in the name of somebody who was erased meanwhile.
  if (context.openid === '' && isOrphaned(account, context.now)) throw new AppError('MEMBER_NOT_FOUND', null)
  const party = partyOf(account, memberIdsOf(input))
  const claimed = session.claim ? session : await takeOrder(context, { session, bookingId, account, party, input })
  const claim = requireFound(claimed.claim, 'SESSION_NOT_FOUND')
  requireSameParty(claim, memberIdsOf(input))
  const booking = await finishBooking(context, { account, session: claimed, bookingId, origin: direct(claim) })
  return orderReply(booking, input, claimed)
}

interface Wish {
  /** The session and the account as they were read. */
  session: SittingWithClaim
  account: AccountDocument
  bookingId: string
  party: Member[]
  input: Input
}

/** Checks the rules, then takes everything. Returns the sitting after that, with the claim. */
async function takeOrder(
  { store, accountId, requestId, now }: PersonContext,
  { session, bookingId, account, party, input }: Wish,
): Promise<SittingWithClaim> {
  const active = otherEntries(account, bookingId)
  const decide = (seen: SittingRow) =>
    enforce(
      decideOrder({
        now,
        party,
        active,
        session: { ...seen, id: seen._id },
        sitting: seen.sitting,
        left: seen.counters,
        wish: input,
        allergies: input.despiteAllergies ? null : allergiesOf(account),
      }),
    )
  decide(session)
  const { price, keys } = priceWish(session, account, input)
  const claim = {
    accountId,
    requestId,
    attendees: attendeesOf(account, party),
    at: now,
    order: orderOf(session.sitting, input, price, 1, allergiesOf(account)),
    takes: takesOf(session.sitting, input),
    eaters: Object.values(keys),
    ...heldUntil(session, input, { now, due: price.due }),
  }
  const read = () => requireSitting(store, session._id, bookingId, claim.eaters)
  // Read in the same round trip as the claim, to know why it was lost.
  const [won, beside] = await Promise.all([takeClaim(store, session, bookingId, claim), read()])
  if (beside.claim) return beside
  if (won) return { ...beside, claim }
  decide(beside)
  requireNotOrdered(beside, keys, bookingId)
  // Read as available but lost: a copy of this request, or somebody else, came in between.
  const current = await read()
  if (current.claim) return current
  decide(current)
  requireNotOrdered(current, keys, bookingId)
  if (current.moves !== session.moves)
    throw new AppError('SESSION_MOVED', { startsAt: current.startsAt, endsAt: current.endsAt })
  throw new AppError('BUSY', null)
}

/** Until when the portions are held for somebody who pays online. Throws PAYMENT_NOT_OFFERED, PAYMENT_TOO_LATE. */
function heldUntil(
  { centreId, startsAt, rules }: SittingRow,
  { payOnlineAt }: Input,
  { now, due }: { now: number; due: number },
): { payUntil?: number } {
  if (payOnlineAt === undefined || due === 0) return {}
  if (payOnlineAt !== centreId) throw new AppError('PAYMENT_NOT_OFFERED', null)
  const [payUntil, closesAt] = [now + HELD_FOR, startsAt - rules.closesBefore]
  // What is held must be paid or given back before the kitchen counts.
  if (payUntil > closesAt) throw new AppError('PAYMENT_TOO_LATE', { until: closesAt })
  return { payUntil }
}

/** Throws ALREADY_ORDERED when another order has a subsidised meal for one of the people. */
export function requireNotOrdered({ eaters }: SittingWithClaim, keys: PricedOrder['keys'], bookingId: string): void {
  for (const [memberId, key] of Object.entries(keys)) {
    const holder = eaters[key]
    if (holder !== undefined && holder !== bookingId) throw new AppError('ALREADY_ORDERED', { memberId })
  }
}

/**
 * The reply about the order: the same for the first call and each replay, as the order stands now. Throws REQUEST_REUSED when
 * the request id was used for something else.
 */
function orderReply(booking: BookingDocument, input: Input, session: SittingRow): RouteOutput<'order.create'> {
  if (booking.sessionId !== input.sessionId) throw new AppError('REQUEST_REUSED', null)
  requireSameParty(booking, memberIdsOf(input))
  refuseExpired(booking)
  return { booking: bookingView(booking), session: sessionCard(session) }
}

/** The eaters of an order. */
export function memberIdsOf({ meals }: Pick<Input, 'meals'>): string[] {
  return meals.map(({ memberId }) => memberId)
}
