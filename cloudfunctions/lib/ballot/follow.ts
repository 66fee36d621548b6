import { AT_ONCE } from '@domain/waitlist/turn'
import { finishBooking } from '../bookings/finish'
import { waitEvent } from '../bookings/new-booking'
import { releaseBooking } from '../bookings/release'
import type { SessionRow } from '../classes/views'
import { partyOfEntry } from '../household/party'
import { type Context, inNameOf } from '../router/context'
import { AppError } from '../router/errors'
import type { BookingDocument, Claim, WaitEntry } from '../store/documents'
import { MOVES_UP } from '../waitlist/moves-up'
import { forEachFew } from '../work/background'
import { endTicket } from './tickets'

/** Tickets that follow in one go; the rest waits for the next tick. */
const TICKETS = 200

/**
 * Lets the bookings of a drawn session follow, those without a place first. A booking that is still `registered` says
 * that it has not; as long as there are such, the waitlist is held and the session looked at again.
 */
export async function followDraw(context: Context, sessionId: string): Promise<void> {
  const { store } = context
  const session = await store.sessions.get(sessionId)
  if (!session?.drawnAt || session.drawAt !== AT_ONCE) return
  const { drawnAt, waitlist, claims } = session
  const behind = await store.bookings.find({ where: { sessionId, status: 'registered' }, limit: TICKETS })
  await forEachFew(behind, async ({ _id }) => {
    const entry = waitlist[_id]
    if (entry) await noteLost(context, _id, entry, drawnAt)
  })
  await forEachFew(behind, async ({ _id }) => {
    const claim = claims[_id]
    if (claim) await takePlace(context, session, _id, claim)
  })
  const left = await store.bookings.count({ sessionId, status: 'registered' })
  if (left === 0) await store.sessions.update({ _id: sessionId, drawAt: AT_ONCE }, { drawAt: 0, ...MOVES_UP })
}

/** Lets one ticket follow that the draw has overtaken while its call was under way. */
export async function followTicket(
  context: Context,
  session: SessionRow & { entry: WaitEntry | null; claim: Claim | null },
  { _id }: Pick<BookingDocument, '_id'>,
): Promise<void> {
  const { entry, claim, drawnAt } = session
  if (entry && drawnAt) await noteLost(context, _id, entry, drawnAt)
  else if (claim) await takePlace(context, session, _id, claim)
}

/** No place was drawn: the booking waits from now on, in drawn order. Safe to repeat. */
export async function noteLost(
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

/** A place was drawn: ledger, then booking, as with every claim. Whoever's ledger refuses sees why on the booking. */
async function takePlace(context: Context, session: SessionRow, bookingId: string, claim: Claim): Promise<void> {
  const { store } = context
  const owner = inNameOf(context, claim)
  if (session.status === 'cancelled') {
    await endTicket(owner, bookingId, claim, 'session-cancelled')
    const booking = await store.bookings.get(bookingId)
    if (booking?.releasing) await releaseBooking(owner, booking)
    return
  }
  const account = await store.accounts.get(claim.accountId)
  if (!account) return
  const party = partyOfEntry(account, claim.attendees)
  try {
    await finishBooking(owner, { account, session, bookingId, entry: claim, party })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
