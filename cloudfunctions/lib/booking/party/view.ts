import { decideJoining, decideLeaving } from '@domain/bookings/party-changes'
import { loadAccount, membersOf } from '../../accounts/account'
import { requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { readSession } from '../core/claim'
import { requireOwnBooking } from '../core/list'
import { bookingViews } from '../core/views'
import { partyFacts } from './change'

/** Who comes with a booking and who could join, with the reason against each change. */
export const getBookingParty: Handler<'booking.party'> = async (context, { bookingId }) => {
  const { store, now } = context
  const booking = await requireOwnBooking(context, bookingId)
  const [row, account, [view]] = await Promise.all([
    readSession(store, booking.sessionId, bookingId),
    loadAccount(context),
    bookingViews(store, [booking]),
  ])
  const session = requireFound(row, 'BOOKING_NOT_FOUND')
  const facts = partyFacts(context, { booking, session, account })
  const isIn = (id: string) => booking.attendees.some(({ memberId }) => memberId === id)
  return {
    now,
    booking: requireFound(view ?? null, 'BOOKING_NOT_FOUND'),
    coming: booking.attendees.map(({ memberId, nickname }) => ({
      memberId,
      nickname,
      refusal: decideLeaving(facts, memberId),
    })),
    others: membersOf(account)
      .filter(({ id }) => !isIn(id))
      .map(member => ({ member, refusal: decideJoining(facts, member) })),
  }
}
