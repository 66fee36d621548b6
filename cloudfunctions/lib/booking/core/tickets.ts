import { ballotOpen, drawDueAt } from '@domain/ballot/phase'
import type { ErrorCode, Refusal } from '@domain/errors'
import type { SessionRow } from '../../catalogue/session-views'
import type { PersonContext } from '../../kernel/router/context'
import type { BookingDocument, Claim, WaitEntry } from '../../kernel/store/documents'
import { firstOf, stored } from './first'
import { newBooking, waitEvent } from './new-booking'
import { releaseBooking } from './release'
import { over } from './turn'

/** What the booking of a ticket says more than others: where it stands in the ballot. */
export function ticketFields(session: SessionRow, entry: WaitEntry) {
  const registered = waitEvent('registered', entry.at)
  const drawAt = drawDueAt(session)
  const waitUntil = session.startsAt - session.rules.closesBefore
  if (entry.rank === undefined || ballotOpen(session)) {
    return { status: 'registered', waitUntil, drawAt, waitEvents: { registered } } as const
  }
  const lost = waitEvent('lost', session.drawnAt ?? entry.at)
  return { status: 'waiting', waitUntil, drawAt, rank: entry.rank, waitEvents: { registered, lost } } as const
}

/** The last step of a drawn place: its ticket becomes a confirmed booking. Answers the booking as it then stands. */
export async function confirmTicket(
  context: PersonContext,
  session: SessionRow,
  bookingId: string,
  claim: Claim & { wonAt: number },
): Promise<BookingDocument> {
  const { store, now } = context
  const rank = claim.rank ?? null
  const won = waitEvent('won', claim.wonAt)
  const change = { status: 'confirmed', waitUntil: null, rank, drawTellAt: now } as const
  const update = () =>
    store.bookings.update({ _id: bookingId, status: 'registered' }, { ...change, 'waitEvents.won': won })
  if ((await update()) === 0) {
    const waitEvents = { registered: waitEvent('registered', claim.at), won }
    const booking = newBooking(context, session, bookingId, claim, {
      ...change,
      drawAt: drawDueAt(session),
      waitEvents,
    })
    const made = await firstOf(context, booking)
    if (made.status !== 'registered') return made
    await update()
  }
  return await stored(context, bookingId)
}

type Reason = 'time-overlap' | 'active-limit' | 'paused' | 'already-booked' | 'booking-closed'

/** Refusals that end a drawn place, as the booking keeps them. Any other leaves it for another try. */
const REASONS: Partial<Record<ErrorCode, Reason>> = {
  TIME_OVERLAP: 'time-overlap',
  ACTIVE_LIMIT: 'active-limit',
  PAUSED: 'paused',
  ALREADY_BOOKED: 'already-booked',
  ALREADY_REGISTERED: 'already-booked',
  BOOKING_CLOSED: 'booking-closed',
}

/**
 * A place was drawn, but the ledger refuses it: the booking says why, and the place goes on to the waitlist. A twin that
 * was allowed meanwhile keeps it.
 */
export async function refuseTicket(
  context: PersonContext,
  session: SessionRow,
  bookingId: string,
  claim: Claim,
  { code }: Refusal,
): Promise<void> {
  const { store } = context
  const reason = REASONS[code]
  if (!reason) return
  const { rank: _rank, ...registered } = claim
  const booking = newBooking(context, session, bookingId, claim, ticketFields(session, registered))
  await firstOf(context, booking)
  await endTicket(context, bookingId, claim, reason)
  const current = await store.bookings.get(bookingId)
  if (current?.releasing) await releaseBooking(context, current)
}

/** Ends a ticket whose place cannot be taken; its release is still to come. */
export async function endTicket(
  { store, now }: PersonContext,
  bookingId: string,
  { rank }: WaitEntry,
  reason: Reason | 'session-cancelled',
): Promise<void> {
  await store.bookings.update(
    { _id: bookingId, status: 'registered' },
    { ...over(now), rank: rank ?? null, drawTellAt: now, 'waitEvents.lapsed': waitEvent('lapsed', now, reason) },
  )
}
