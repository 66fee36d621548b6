import { AppError } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'

/**
 * What changes in a booking that is made only after its session is over, because its call crashed and nobody completed it in
 * time. It is stored all the same: it keeps a slow copy of the call from confirming, and the person sees what happened.
 * It has no check-in and no no-show. Its places are still to be released.
 */
export function expiredFields(now: number): Partial<BookingDocument> {
  return {
    status: 'cancelled',
    cancelledBy: 'late',
    cancelledAt: now,
    activeUntil: now,
    releasing: true,
    releaseAt: null,
    waitUntil: null,
    remindAt: null,
    drawTellAt: null,
    checkIn: null,
    checkInEntries: 0,
    unlogged: false,
    unloggedEntries: [],
  }
}

/** Throws BOOKING_CLOSED for a booking that expired before it could be completed. */
export function refuseExpired({ cancelledBy, endsAt }: BookingDocument): void {
  if (cancelledBy === 'late') throw new AppError('BOOKING_CLOSED', { closedAt: endsAt })
}
