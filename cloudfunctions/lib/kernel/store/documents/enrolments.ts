import type { Refusal } from '@domain/errors'

/**
 * The enrolment of a party in a whole series: all sessions or none. This document decides: `state` changes once, from
 * `claiming` to `refused`, after which everything is released, or to `confirmed`, after which every session gets its
 * booking. It holds everything needed to continue from any point.
 */
export interface EnrolmentDocument {
  _id: string
  accountId: string
  requestId: string
  seriesId: string
  offeringId: string
  title: string
  attendees: { memberId: string; nickname: string }[]
  /**
   * The booked sessions, soonest first; the id that each booking has or will have; and the session's `moves` when the
   * person saw it.
   */
  sessions: { sessionId: string; bookingId: string; moves: number }[]
  at: number
  state: 'claiming' | 'confirmed' | 'refused'
  /** Why it was refused; null otherwise. */
  refusal: Refusal | null
  /** The last cancellation by the person and its request; null: none. */
  left: { at: number; requestId: string; bookingIds: string[] } | null
  /**
   * The earliest moment at which a call worked on it that the reconciler has not checked yet; absent: none. 0 in documents of
   * earlier versions: not known.
   */
  openAt?: number
  /** Counts such calls, so that `openAt` is never cleared after an unseen one; absent: none but the first. */
  opened?: number
  /** When it became anonymous; absent: it has not. */
  forgottenAt?: number | null
}
