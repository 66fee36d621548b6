import { drawDueAt } from '@domain/ballot/phase'
import { type ErrorCode, type Refusal, refuse } from '@domain/errors'
import type { PersonContext } from '../../../kernel/router/context'
import type { BookingDocument, Claim, WaitEntry } from '../../../kernel/store/documents'
import { getExisting, insertOrGet } from '../insert-or-get'
import { newBooking, waitEvent } from '../new-booking'
import { endedWaitFields } from '../promote'
import { releaseIfEnded } from '../release'
import { confirmWaiting } from './confirm-waiting'
import { releaseOriginClaim } from './direct'
import { type Origin, type Target, ticketMark } from './origin'
import { ticketFields } from './waiting'

/** A claim that a ballot has drawn. */
export type DrawnClaim = Claim & { wonAt: number }

/** Places that a ballot has drawn for a ticket. Whoever cannot take them is told why, and they go to the waitlist. */
export function drawn(claim: DrawnClaim): Origin {
  return {
    entry: claim,
    marks: ticketMark(claim),
    confirm: (context, target) => confirm(context, target, claim),
    refuse: (context, target, refusal) => refuseTicket(context, target, claim, refusal),
    expire: async (context, target) => {
      await refuseTicket(context, target, claim, refuse('BOOKING_CLOSED', { closedAt: target.session.endsAt }))
      return getExisting(context, target.bookingId)
    },
    release: (context, target) => releaseOriginClaim(context, target, claim),
  }
}

function confirm(context: PersonContext, { session, bookingId }: Target, claim: DrawnClaim): Promise<BookingDocument> {
  const won = waitEvent('won', claim.wonAt)
  const change = {
    status: 'confirmed',
    waitUntil: null,
    rank: claim.rank ?? null,
    drawTellAt: context.now,
  } as const
  const waitEvents = { registered: waitEvent('registered', claim.at), won }
  return confirmWaiting(context, bookingId, {
    from: ['registered'],
    change: { ...change, 'waitEvents.won': won },
    fresh: () =>
      newBooking(context, { session, bookingId, entry: claim }, { ...change, drawAt: drawDueAt(session), waitEvents }),
  })
}

type Reason = 'time-overlap' | 'active-limit' | 'paused' | 'already-booked' | 'booking-closed'

/** Refusals that end a drawn place, as the booking keeps them. After any other, the place is kept for another attempt. */
const REASONS: Partial<Record<ErrorCode, Reason>> = {
  TIME_OVERLAP: 'time-overlap',
  ACTIVE_LIMIT: 'active-limit',
  PAUSED: 'paused',
  ALREADY_BOOKED: 'already-booked',
  ALREADY_REGISTERED: 'already-booked',
  BOOKING_CLOSED: 'booking-closed',
}

/** Whether a refusal of the ledger ends the ticket. */
export function endsTicket(code: ErrorCode): boolean {
  return REASONS[code] !== undefined
}

/** The booking says why the drawn place is lost. A copy of the request that was confirmed meanwhile keeps the place. */
async function refuseTicket(
  context: PersonContext,
  target: Target,
  claim: DrawnClaim,
  { code }: Refusal,
): Promise<void> {
  const reason = REASONS[code]
  if (!reason) return
  const { rank: _rank, ...registered } = claim
  const fields = ticketFields(target.session, registered)
  await insertOrGet(context, newBooking(context, { ...target, entry: claim }, fields))
  await endTicket(context, target.bookingId, claim, reason)
  await releaseIfEnded(context, target.bookingId)
}

/** Ends a ticket whose place cannot be taken; its places are still to be released. */
export async function endTicket(
  { store, now }: PersonContext,
  bookingId: string,
  { rank }: WaitEntry,
  reason: Reason | 'session-cancelled',
): Promise<void> {
  await store.bookings.update(
    { _id: bookingId, status: 'registered' },
    {
      ...endedWaitFields(now),
      rank: rank ?? null,
      drawTellAt: now,
      'waitEvents.lapsed': waitEvent('lapsed', now, reason),
    },
  )
}
