import type { BookingDocument } from '../../kernel/store/documents'

/** What changes in a confirmed booking when it is cancelled. Its places are still to be released. */
export function cancelledFields(now: number, cancelledBy: NonNullable<BookingDocument['cancelledBy']>) {
  return {
    status: 'cancelled',
    cancelledAt: now,
    cancelledBy,
    activeUntil: now,
    releasing: true,
    remindAt: null,
    // News of an earlier change would say that the centre has cancelled; callers with news of their own set it again.
    tellAt: null,
  } as const
}
