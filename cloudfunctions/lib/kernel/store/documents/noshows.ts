import type { Excuse } from '@domain/noshows/excuse'

/**
 * A no-show of one person at one session, the reason for any penalty. One per booking and member, by its id. Records
 * are never deleted; an excuse is added.
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
  /** The end of the missed session, or when the seat was released; a pause counts from here. */
  missedAt: number
  state: 'counted' | 'excused'
  /** `note`: the centre's reason when it excused the whole session. */
  excuse: { reason: Excuse; at: number; note?: string } | null
  appeal: Appeal | null
  /** Since when an appeal is undecided; 0: none. */
  appealedAt: number
  /** Changed, but the account's standing may not be updated yet. */
  stale: boolean
}

interface Appeal {
  reason: string
  at: number
  requestId: string
  decision: { granted: boolean; note: string; at: number; by: string; requestId: string } | null
}
