import type { SessionRow } from '../../catalogue/session-views'
import { type Context, onBehalfOf } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { BookingDocument, Claim, WaitEntry } from '../../kernel/store/documents'
import { finishBooking } from './finish'
import { waitEvent } from './new-booking'
import { endsTicket, endTicket } from './origins/drawn'
import { originOf } from './origins/origin-of'
import { releaseIfEnded } from './release'

/** Updates one ticket whose session was drawn while the ticket's own call was in progress. */
export async function propagateToTicket(
  context: Context,
  session: SessionRow & { entry: WaitEntry | null; claim: Claim | null },
  { _id }: Pick<BookingDocument, '_id'>,
): Promise<void> {
  const { entry, claim, drawnAt } = session
  if (entry && drawnAt) await markLost(context, _id, entry, drawnAt)
  else if (claim) await bookDrawnPlace(context, session, _id, claim)
}

/** Puts a ticket without a place on the waitlist, in drawn order. Safe to repeat. */
export async function markLost(
  { store, now }: Context,
  bookingId: string,
  { rank }: WaitEntry,
  drawnAt: number,
): Promise<void> {
  await store.bookings.update(
    { _id: bookingId, status: 'registered' },
    { status: 'waiting', rank: rank ?? null, drawTellAt: now, 'waitEvents.lost': waitEvent('lost', drawnAt) },
  )
}

/** Finishes the booking of a drawn place. When the ledger refuses, the booking shows why. Throws BUSY. */
export async function bookDrawnPlace(
  context: Context,
  session: SessionRow,
  bookingId: string,
  claim: Claim,
): Promise<void> {
  const { store } = context
  const owner = onBehalfOf(context, claim)
  if (session.status === 'cancelled') {
    await endTicket(owner, bookingId, claim, 'session-cancelled')
    return releaseIfEnded(owner, bookingId)
  }
  const account = await store.accounts.get(claim.accountId)
  if (!account) return
  try {
    await finishBooking(owner, { account, session, bookingId, origin: originOf(claim) })
  } catch (error) {
    // Any other failure leaves the ticket as it is, to be tried again.
    if (!(error instanceof AppError) || !endsTicket(error.code)) throw error
  }
}
