import { releaseDueAt } from '@domain/bookings/grace'
import { checkInStep } from '@domain/checkin/log'
import type { WaitEvent } from '@domain/contracts/views'
import { KEEP } from '@domain/privacy/keep'
import type { SessionRow } from '../../catalogue/session-views'
import type { Context } from '../../kernel/router/context'
import type { BookingDocument, WaitEntry } from '../../kernel/store/documents'

/** A new booking: confirmed and without a wait, unless `change` says otherwise. */
export function newBooking(
  { newSecret, now }: Context,
  { session, bookingId, entry }: { session: SessionRow; bookingId: string; entry: WaitEntry },
  change: Partial<BookingDocument> = {},
): BookingDocument {
  const { accountId, requestId, attendees, at, key, spots, unit, fromReserve, guest, order, takes, eaters } = entry
  const { payUntil } = entry
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
    ...(key === undefined ? {} : { waitKey: key }),
    ...(spots && unit ? { spots, unit } : {}),
    ...(fromReserve === undefined ? {} : { fromReserve }),
    ...(order && takes && eaters ? { order, takes, eaters } : {}),
    ...(payUntil === undefined ? {} : { payUntil }),
    ...(guest ? { guest } : {}),
    forgetAt: endsAt + (guest ? KEEP.guest : KEEP.booking),
    activeUntil: endsAt,
    cancelUntil: startsAt - rules.cancelBefore,
    checkInFrom: startsAt - rules.checkInBefore,
    createdAt: at,
    cancelledAt: null,
    ...initialCheckIn(guest?.letInBy ?? null, requestId, at),
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
    releaseAt: releaseDueAt({ startsAt, endsAt, rules }, now),
    missed: false,
    ...change,
  }
}

/** A walk-in is checked in by the write that makes the booking; every other booking is not checked in yet. */
function initialCheckIn(by: string | null, requestId: string, at: number) {
  const step = by === null ? null : checkInStep({ at, by, way: 'walk-in', requestId }, at)
  return {
    checkIn: step?.checkIn ?? null,
    checkInEntries: step ? step.entries.length : 0,
    unlogged: step !== null,
    unloggedEntries: step?.entries ?? [],
  }
}

/** An event of a booking's wait. */
export function waitEvent(what: WaitEvent['what'], at: number, reason: WaitEvent['reason'] = null): WaitEvent {
  return { at, what, reason }
}
