import { leavesAtOf } from '@domain/canteen/delivery'
import type { RouteOutput } from '@domain/contracts'
import { decideRelease } from '@domain/desk/decide'
import { promoteWaitlist } from '../../booking/core/promote'
import { releaseBooking } from '../../booking/core/release'
import { releaseMember } from '../../booking/party/change'
import { isWaiting } from '../../booking/waitlist/leave'
import { boardSession } from '../../catalogue/board'
import { note, onBehalfOf, type StaffContext } from '../../kernel/router/context'
import { AppError, enforce } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import type { BookingDocument } from '../../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { bookingNote, requireBookingAt } from '../checkin/undo'

/** Promotions of the waitlist before the answer; the timer takes the rest. */
const PROMOTION_ROUNDS = 3
/** Each conflict means that the booking was checked in or cancelled meanwhile, which the next attempt refuses. */
const MAX_ATTEMPTS = 3

/**
 * Somebody calls after the app's deadline and cannot come. Staff cancel the booking: it counts no no-show, the person is
 * told if they asked to be, and who did it and why stays on the booking. Its places go back as after any cancellation.
 */
export const releaseForResident: Handler<'staff.releaseBooking'> = async (context, input) => {
  const { centreId, bookingId, memberId, reason } = input
  if (memberId !== undefined) return releaseOne(context, { centreId, bookingId, memberId, reason })
  const released = await markReleased(context, centreId, bookingId, reason)
  note(context, { ...bookingNote(released), reason })
  if (released.releasing) await releaseBooking(onBehalfOf(context, released), released)
  await promoteWaitlist(context, released.sessionId, PROMOTION_ROUNDS)
  return { session: await boardSession(context.store, centreId, released.sessionId) }
}

/** One of a party cannot come: the others keep their places. */
async function releaseOne(
  context: StaffContext,
  { centreId, bookingId, memberId, reason }: { centreId: string; bookingId: string; memberId: string; reason: string },
): Promise<RouteOutput<'staff.releaseBooking'>> {
  const { store, requestId } = context
  const booking = await requireBookingAt(context, centreId, bookingId)
  // The members of a guest's party are only counted.
  if (booking.guest) throw new AppError('MEMBER_NOT_FOUND', null)
  const known = booking.attendees.find(attendee => attendee.memberId === memberId)
  await releaseMember({ ...onBehalfOf(context, booking), requestId }, { bookingId, memberId, reason })
  note(context, {
    person: { id: booking.accountId, name: known?.nickname ?? null },
    subject: { id: booking.sessionId, title: booking.title },
    // A replay finds the party without this member.
    ...(known ? { from: `${booking.partySize} 人`, to: `${booking.partySize - 1} 人` } : {}),
    reason,
  })
  await promoteWaitlist(context, booking.sessionId, PROMOTION_ROUNDS)
  return { session: await boardSession(store, centreId, booking.sessionId) }
}

/** What decides whether staff may still cancel a booking. */
export function releaseFacts({ endsAt, checkIn, order, checkInFrom }: BookingDocument) {
  return { endsAt, checkedInAt: checkIn?.at ?? null, leavesAt: leavesAtOf({ order, checkInFrom }) }
}

/** Marks the booking cancelled by the desk, once for a request; its places are still to be freed. */
function markReleased(
  context: StaffContext,
  centreId: string,
  bookingId: string,
  reason: string,
): Promise<BookingDocument> {
  const { store, now, actor: by, requestId } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const booking = await requireBookingAt(context, centreId, bookingId)
    const { deskRelease, status, cancelledAt, activeUntil } = booking
    if (deskRelease?.requestId === requestId && deskRelease.by === by) {
      if (deskRelease.reason !== reason) throw new AppError('REQUEST_REUSED', null)
      return booking
    }
    // On the waitlist there is no place to release.
    if (isWaiting(booking)) throw new AppError('BOOKING_NOT_FOUND', null)
    if (status !== 'confirmed') throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
    enforce(decideRelease(now, releaseFacts(booking)))
    const change = {
      status: 'cancelled',
      cancelledAt: now,
      cancelledBy: 'desk',
      activeUntil: now,
      releasing: true,
      remindAt: null,
      releaseAt: null,
      changeReason: reason,
      tellAt: booking.notices.includes('changed') ? now : null,
      deskRelease: { by, at: now, reason, requestId },
    } as const
    const won = await store.bookings.update({ _id: bookingId, status: 'confirmed', checkIn: null }, change)
    return won === 1 ? { ...booking, ...change } : CONFLICT
  })
}
