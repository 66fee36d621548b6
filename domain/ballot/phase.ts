import type { BookingRules } from '../offerings/rules'

/** What tells how far a session's ballot is. Times are epoch ms. */
interface BallotFacts {
  startsAt: number
  rules: Pick<BookingRules, 'ballot'>
  /** When it was drawn; null or absent: not yet, or no ballot. */
  drawnAt?: number | null
}

/** Whether the session takes registrations only: it is given out by ballot, and that is not drawn yet. */
export function isBallotOpen({ rules, drawnAt }: Pick<BallotFacts, 'rules' | 'drawnAt'>): boolean {
  return !!rules.ballot && !drawnAt
}

/** When the draw that is still to come is due, epoch ms; null: none is. Until then no free place is anybody's. */
export function upcomingDrawAt(facts: BallotFacts): number | null {
  return isBallotOpen(facts) ? drawDueAt(facts) : null
}

/** When registration closes and the draw is due, epoch ms; null: the session has no ballot. Moves with the session. */
export function drawDueAt({ startsAt, rules }: Pick<BallotFacts, 'startsAt' | 'rules'>): number | null {
  return rules.ballot ? startsAt - rules.ballot.drawBefore : null
}
