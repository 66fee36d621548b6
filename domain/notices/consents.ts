import type { BookingNoticeKind, BookingStatus } from '../contracts/views'
import { reminderDueAt } from './reminder'

/** What tells which messages about a booking can still be sent. Times are epoch ms. */
export interface ConsentFacts {
  now: number
  status: BookingStatus
  startsAt: number
  endsAt: number
  /** When the message about an offer, or about the draw, is due; null or absent: none is, or it was sent. */
  offerTellAt: number | null
  drawTellAt?: number | null
}

/** Whether a message of this kind can still be sent about the booking. A consent to any other would be an empty promise. */
export function canKeepConsent(kind: BookingNoticeKind, facts: ConsentFacts): boolean {
  const { now, status, startsAt, endsAt, offerTellAt, drawTellAt = null } = facts
  if (status === 'cancelled' || status === 'lapsed') return false
  switch (kind) {
    case 'reminder':
      return reminderDueAt(startsAt, now) !== null
    case 'changed':
      return now < endsAt
    case 'offer':
      return status === 'registered' || status === 'waiting' || (status === 'offered' && offerTellAt !== null)
    case 'ballot':
      return status === 'registered' || drawTellAt !== null
  }
}
