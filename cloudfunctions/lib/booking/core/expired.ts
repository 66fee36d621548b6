import { AppError } from '../../kernel/router/errors'
import type { BookingDocument } from '../../kernel/store/documents'

/**
 * What changes in a booking that could have come into being only when it was over: its call had died, and nobody took it
 * up before. It is stored all the same, because the first to store it decides for a copy that is still under way, and so
 * that the person finds out what became of it. Nobody was let in by it, nor has missed anything. Its places are still to
 * be freed.
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
    drawTellAt: null,
    checkIn: null,
    checkInEntries: 0,
    unlogged: false,
    unloggedEntries: [],
  }
}

/** Tells whoever tries again that there is no such booking: it was over before anybody could finish it. */
export function refuseExpired({ cancelledBy, endsAt }: BookingDocument): void {
  if (cancelledBy === 'late') throw new AppError('BOOKING_CLOSED', { closedAt: endsAt })
}
