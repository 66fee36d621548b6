import type { NoticeKind } from '@domain/contracts/views'

/** A message that was sent or is being sent. The id names the message and its subject, so it is sent once. */
export interface NoticeDocument {
  _id: string
  bookingId: string
  kind: NoticeKind
  status: 'sending' | 'sent' | 'refused'
  at: number
}
