import { seedHashOf } from '@domain/ballot/draw'
import { HOUR } from '@domain/time'
import { newBooking } from '../../../cloudfunctions/lib/booking/core/new-booking'
import { ticketFields } from '../../../cloudfunctions/lib/booking/core/origins/waiting'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { onBehalfOf, type PersonContext } from '../../../cloudfunctions/lib/kernel/router/context'
import type { BookingDocument, SessionDocument, WaitEntry } from '../../../cloudfunctions/lib/kernel/store/documents'
import { openStoreContext } from '../in-process/store-context'
import { aBallot } from './ballot'

/** The session of these tests. */
export const SESSION = 'calligraphy-1'

/** Documents in memory, and the context of a call on them. */
export function openDrawing(now: number) {
  const room = openStoreContext(now)
  return {
    ...room,
    session: (id = SESSION) => room.stored('sessions', id) as unknown as SessionDocument,
    booking: (id: string) => room.stored('bookings', id) as unknown as BookingDocument,
  }
}

/** A ticket of a household, for one place. */
export function aTicket(openid: string, now: number, change: Partial<WaitEntry> = {}): WaitEntry {
  return {
    accountId: accountIdOf(openid),
    requestId: `request-of-${openid}`,
    attendees: [{ memberId: 'guoguo', nickname: '果果' }],
    at: now - HOUR,
    key: `key-${openid}`,
    ticket: true,
    ...change,
  }
}

/** The booking of a ticket that nobody has drawn yet. */
export function aRegistration(
  context: PersonContext,
  session: SessionDocument,
  bookingId: string,
  entry: WaitEntry,
): BookingDocument {
  const undrawn = { ...session, drawnAt: null }
  const fields = ticketFields(undrawn, entry)
  return newBooking(onBehalfOf(context, entry), { session: undrawn, bookingId, entry }, fields)
}

/** A ballot that is due, with these tickets; its seed is published and its list is closed. */
export function aDueBallot(now: number, waitlist: Record<string, WaitEntry>, change: Partial<SessionDocument> = {}) {
  const ballot = { _id: change._id ?? SESSION, seed: 'a seed', seedHash: seedHashOf('a seed'), madeAt: now - HOUR }
  const waiting = Object.keys(waitlist).length
  const due = { drawAt: now, announcedDrawAt: now, startsAt: now + 24 * HOUR, endsAt: now + 25 * HOUR }
  const closed = { seedHash: ballot.seedHash, ticketsClosedAt: now, turns: 3, ...due }
  return { ballot, session: aBallot(now, { waitlist, waiting, ...closed, ...change }) }
}
