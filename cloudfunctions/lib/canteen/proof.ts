import type { OrderWish } from '@domain/canteen/order'
import type { ConfirmedProof } from '@domain/canteen/proofs'
import { changeAccount } from '../accounts/account'
import type { OrderClaim } from '../booking/core/claim'
import { eaterKeyOf } from '../kernel/ids'
import { onBehalfOf, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { Eater } from '../kernel/store/documents'
import { BILLED_FIELDS, billOrder, noteOwed } from './bill'
import { writeChange } from './change'

/**
 * Confirms an eater's papers, then computes the price of the order again. Both writes are safe to repeat; when the call dies
 * in between, the proof counts from the next order or change on, and a repetition computes the price. The ledger follows when
 * the meal was handed over already.
 */
export const confirmProof: Handler<'staff.mealProof'> = async (context, input) => {
  const { store, now, actor: by, requestId } = context
  const { bookingId, memberId, birthMonth } = input
  const booking = requireAtCentre(await store.bookings.get(bookingId), input.centreId, 'BOOKING_NOT_FOUND')
  const { order, status, cancelledAt, activeUntil, endsAt, attendees } = booking
  if (!order) throw new AppError('BOOKING_NOT_FOUND', null)
  if (status !== 'confirmed') throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
  if (now >= endsAt) throw new AppError('SESSION_OVER', { endedAt: endsAt })
  if (!attendees.some(attendee => attendee.memberId === memberId)) throw new AppError('MEMBER_NOT_FOUND', null)
  const owner = onBehalfOf(context, { accountId: booking.accountId, requestId })
  const stored = requireFound(await store.accounts.get(booking.accountId), 'BOOKING_NOT_FOUND')
  const seen = { at: now, by, requestId }
  const entries = [
    { ...seen, proof: 'age' as const, birthMonth, until: null },
    ...input.proofs.map(({ proof, until }) => ({ ...seen, proof, birthMonth: null, until })),
  ]
  const key = eaterKeyOf(context, input)
  const account = await changeAccount(owner, stored, ({ eaters = {} }) => {
    const before = eaters[memberId]
    // Another person's papers replace what was confirmed about somebody else.
    const proofs = before?.key === key ? before.proofs : []
    const applied = requestsOf(before)
    if (applied.includes(requestId)) return null
    const proofRequests = [...applied, requestId].slice(-REMEMBERED)
    return { eaters: { ...eaters, [memberId]: { key, proofs: latestOf([...proofs, ...entries]), proofRequests } } }
  })
  const { claim } = await writeChange(owner, { booking, account, wishOf, isPriceOnly: true })
  await billIfServed(context, bookingId)
  return { order: requireFound(claim?.order, 'BOOKING_NOT_FOUND') }
}

/** Brings the ledger in line with the new price when the meal was handed over already. A dead call leaves that to the timer. */
async function billIfServed(context: StaffContext, bookingId: string): Promise<void> {
  const booking = await context.store.bookings.get(bookingId, BILLED_FIELDS)
  if (booking?.checkIn) await noteOwed(context.store, bookingId, await billOrder(context, booking))
}

/** How many confirmations are remembered. A repeated call arrives long before so many others are made about one eater. */
const REMEMBERED = 20

/** The requests that were applied to an eater. Earlier releases noted them at the proofs only. */
function requestsOf(eater: Eater | undefined): string[] {
  return eater?.proofRequests ?? [...new Set(eater?.proofs.map(({ requestId }) => requestId))]
}

/** The last proof of each kind: the one that counts (`eaterFactsAt`). */
function latestOf<Entry extends ConfirmedProof>(proofs: readonly Entry[]): Entry[] {
  return proofs.filter(({ proof }, n) => !proofs.slice(n + 1).some(later => later.proof === proof))
}

/** What an order asked for. */
function wishOf({ order }: OrderClaim): OrderWish {
  const { mode, meals, seating, round, to } = order
  return {
    mode,
    meals: meals.map(({ memberId, dishes }) => ({ memberId, dishes })),
    seatingId: seating?.id,
    roundId: round?.id,
    to: to ?? undefined,
  }
}
