import type { OrderWish } from '@domain/canteen/order'
import { changeAccount } from '../accounts/account'
import type { OrderClaim } from '../booking/core/claim'
import { eaterKeyOf } from '../kernel/ids'
import { onBehalfOf } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { writeChange } from './change'

/**
 * Confirms an eater's papers, then computes the price of the order again. Both writes are safe to repeat; when the call dies
 * in between, the proof counts from the next order or change on, and a repetition computes the price.
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
    if (proofs.some(proof => proof.requestId === requestId)) return null
    return { eaters: { ...eaters, [memberId]: { key, proofs: [...proofs, ...entries] } } }
  })
  const { claim } = await writeChange(owner, { booking, account, wishOf, isPriceOnly: true })
  return { order: requireFound(claim?.order, 'BOOKING_NOT_FOUND') }
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
