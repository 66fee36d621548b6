import type { Refusal } from '@domain/errors'

/**
 * A party books a whole series: all of its sessions or none. The document is what decides which: from `claiming` it goes
 * once, either to `refused`, after which everything is given back, or to `confirmed`, after which every session gets its
 * booking. It names all that is needed to go on from any point.
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
   * The sessions that are booked, soonest first; the id that the booking of each has or will have; and how often the
   * centre had moved it when the person saw it.
   */
  sessions: { sessionId: string; bookingId: string; moves: number }[]
  at: number
  state: 'claiming' | 'confirmed' | 'refused'
  /** Why it was refused; null unless it was. */
  refusal: Refusal | null
  /** What the person last gave back of it, and with which request; null: nothing. */
  left: { at: number; requestId: string; bookingIds: string[] } | null
  /** Last time somebody worked on it; the reconciler looks at it once more after that. 0: it has. */
  openAt: number
}
