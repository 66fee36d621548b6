import type { WaitEvent } from '@domain/contracts/views'
import type { SessionRow } from '../classes/views'
import type { Context } from '../router/context'
import type { BookingDocument, WaitEntry } from '../store/documents'

/** A booking as it is first stored, confirmed and never waited for unless `change` says otherwise. */
export function newBooking(
  { newSecret }: Context,
  session: SessionRow,
  bookingId: string,
  { accountId, requestId, attendees, at, spots, unit }: WaitEntry,
  change: Partial<
    Pick<
      BookingDocument,
      'status' | 'waitUntil' | 'offerTellAt' | 'waitEvents' | 'enrolment' | 'drawAt' | 'rank' | 'drawTellAt'
    >
  > = {},
): BookingDocument {
  const { _id, offeringId, centreId, centreName, address, kind, category, title, room, startsAt, endsAt } = session
  const { rules, moves } = session
  return {
    _id: bookingId,
    accountId,
    requestId,
    status: 'confirmed',
    sessionId: _id,
    offeringId,
    centreId,
    centreName,
    address,
    kind,
    category,
    title,
    room,
    startsAt,
    endsAt,
    attendees,
    partySize: attendees.length,
    ...(spots && unit ? { spots, unit } : {}),
    activeUntil: endsAt,
    cancelUntil: startsAt - rules.cancelBefore,
    checkInFrom: startsAt - rules.checkInBefore,
    createdAt: at,
    cancelledAt: null,
    checkIn: null,
    checkInEntries: 0,
    unlogged: false,
    unloggedEntries: [],
    secret: newSecret(),
    notices: [],
    remindAt: null,
    waitUntil: null,
    offerTellAt: null,
    drawAt: null,
    rank: null,
    drawTellAt: null,
    waitEvents: {},
    releasing: false,
    cancelledBy: null,
    moves,
    movedFrom: null,
    changeReason: null,
    tellAt: null,
    releaseAt: rules.graceMs ? Math.min(Math.max(startsAt, at) + rules.graceMs, endsAt) : null,
    missed: false,
    ...change,
  }
}

/** A step on the waitlist, as a booking keeps it. */
export function waitEvent(what: WaitEvent['what'], at: number, reason: WaitEvent['reason'] = null): WaitEvent {
  return { at, what, reason }
}
