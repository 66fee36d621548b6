import type { Excuse } from '@domain/noshows/excuse'

/**
 * One person missed one session: the record that explains a penalty. The id is the booking's and the member's, so there
 * is one. Records are never taken away; an excuse is written on them.
 */
export interface NoShowDocument {
  _id: string
  bookingId: string
  accountId: string
  memberId: string
  nickname: string
  sessionId: string
  centreId: string
  centreName: string
  title: string
  startsAt: number
  /** The end of the session that was missed, or when a seat was given back; from then a pause counts. */
  missedAt: number
  state: 'counted' | 'excused'
  /** `note`: the centre's words, when it excused the whole session. */
  excuse: { reason: Excuse; at: number; note?: string } | null
  appeal: Appeal | null
  /** Since when an appeal waits for an answer; 0: none does. */
  appealedAt: number
  /** It changed, and the account may not know yet. */
  stale: boolean
}

interface Appeal {
  reason: string
  at: number
  requestId: string
  decision: { granted: boolean; note: string; at: number; by: string; requestId: string } | null
}
