import type { BookingNoticeKind } from '@domain/contracts/views'

/** A message that was sent or is being sent. The id names the message and its subject, so it is sent once. */
export interface NoticeDocument {
  _id: string
  bookingId: string
  kind: BookingNoticeKind | 'opened'
  /** `refused`: the person has taken the consent back. `expired`: it could not be sent as long as it would have been of use. */
  status: 'sending' | 'sent' | 'refused' | 'expired'
  at: number
}
