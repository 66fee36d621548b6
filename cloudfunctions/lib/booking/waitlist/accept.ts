import { checkOwnBookings } from '@domain/bookings/rules/own-bookings'
import { loadAccount } from '../../accounts/account'
import { partyOfEntry } from '../../accounts/party'
import { acceptanceIdOf } from '../../kernel/ids'
import type { PersonContext } from '../../kernel/router/context'
import { AppError, enforce, requireFound } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { AccountDocument, BookingDocument, Claim } from '../../kernel/store/documents'
import { finishBooking } from '../core/finish'
import { requireOwnBooking } from '../core/list'
import { originOf } from '../core/origins/origin-of'
import { claimOffer, readSessionWithParty, type SessionWithParty, stillWaits } from '../core/queue'
import { bookingReply } from '../core/reply'

/**
 * Accepts an offer: turns it into a claim on the session, then ledger, then booking. After a crash the claim is enough to
 * finish. Throws OFFER_LAPSED, NOT_OFFERED, SESSION_CANCELLED and what the ledger refuses.
 */
export const acceptOffer: Handler<'waitlist.accept'> = async (context, { bookingId }) => {
  const booking = await requireOwnBooking(context, bookingId)
  // A replay gets the first reply, even if the booking was cancelled since.
  if (booking.status === 'confirmed' || booking.status === 'cancelled') return bookingReply(context, booking)
  if (booking.status === 'lapsed') throw offerLapsed(booking)
  const [row, account] = await Promise.all([
    readSessionWithParty(context.store, booking.sessionId, bookingId),
    loadAccount(context),
  ])
  const session = requireFound(row, 'BOOKING_NOT_FOUND')
  const entry = session.claim ?? (await claim(context, booking, session, account))
  if (entry === null) return bookingReply(context, await requireDecided(context, booking))
  const confirmed = await finishBooking(context, { account, session, bookingId, origin: originOf(entry) })
  if (confirmed.status === 'lapsed') throw offerLapsed(confirmed)
  // Accepting turns an offer into a claim, which holds the same places, so the session is still as it was read; not when the
  // booking was cancelled meanwhile.
  return bookingReply(context, confirmed, confirmed.status === 'confirmed' ? session : undefined)
}

/** The claim, made by this call or by a copy of it; null when a copy has already finished. */
async function claim(
  context: PersonContext,
  booking: BookingDocument,
  session: SessionWithParty,
  account: AccountDocument,
): Promise<Claim | null> {
  const { store, now } = context
  const { offer } = session
  if (!offer) {
    if (stillWaits(session, booking)) throw new AppError('NOT_OFFERED', null)
    return twin(context, booking)
  }
  if (session.status === 'cancelled') throw new AppError('SESSION_CANCELLED', null)
  if (offer.until <= now) throw new AppError('OFFER_LAPSED', { lapsedAt: offer.until })
  const { [booking._id]: _own, ...others } = account.ledger
  const party = partyOfEntry(account, offer.attendees)
  enforce(checkOwnBookings({ now, session: { ...session, id: session._id }, party, active: Object.values(others) }))
  const { offeredAt: _when, until: _until, ...entry } = offer
  const own: Claim = { ...entry, at: now, offer, acceptance: acceptanceIdOf(context, booking._id) }
  if (await claimOffer(store, session._id, booking._id, own)) return own
  return twin(context, booking)
}

async function twin(context: PersonContext, booking: BookingDocument): Promise<Claim | null> {
  const current = await readSessionWithParty(context.store, booking.sessionId, booking._id)
  if (current?.claim) return current.claim
  if (current?.status === 'cancelled') throw new AppError('SESSION_CANCELLED', null)
  await requireDecided(context, booking)
  return null
}

/** The booking after a copy of the call has finished it. Throws OFFER_LAPSED when the offer was lost. */
async function requireDecided(context: PersonContext, { _id, waitUntil }: BookingDocument): Promise<BookingDocument> {
  const current = await requireOwnBooking(context, _id)
  if (current.status === 'confirmed' || current.status === 'cancelled') return current
  if (current.status === 'lapsed') throw offerLapsed(current)
  throw new AppError('OFFER_LAPSED', { lapsedAt: waitUntil ?? context.now })
}

function offerLapsed({ cancelledAt, createdAt }: BookingDocument) {
  return new AppError('OFFER_LAPSED', { lapsedAt: cancelledAt ?? createdAt })
}
