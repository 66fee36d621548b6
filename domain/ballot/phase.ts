import type { BookingRules } from '../offerings/rules'
import { MINUTE } from '../time'

/** What tells how far a session's ballot is. Times are epoch ms. */
interface BallotFacts {
  startsAt: number
  rules: Pick<BookingRules, 'ballot'>
  /** The draw as it was announced; absent in sessions that are older than this field. */
  announcedDrawAt?: number
  /** When it was drawn; null or absent: not yet, or no ballot. */
  drawnAt?: number | null
}

/** So long before booking closes the draw has to be: the timer may be late, and whoever wins has to hear of it. */
const DRAW_LEAD = 10 * MINUTE

/** Whether the session takes registrations only: it is given out by ballot, and that is not drawn yet. */
export function isBallotOpen({ rules, drawnAt }: Pick<BallotFacts, 'rules' | 'drawnAt'>): boolean {
  return !!rules.ballot && !drawnAt
}

/** When the draw that is still to come is due, epoch ms; null: none is. Until then no free place is anybody's. */
export function upcomingDrawAt(facts: BallotFacts): number | null {
  return isBallotOpen(facts) ? drawDueAt(facts) : null
}

/**
 * When registration closes and the draw is due, epoch ms; null: the session has no ballot. Announced when the session is
 * made, and never changed: whoever could bring a draw forward could choose who has registered by then.
 */
export function drawDueAt({
  startsAt,
  rules,
  announcedDrawAt,
}: Pick<BallotFacts, 'startsAt' | 'rules' | 'announcedDrawAt'>): number | null {
  return rules.ballot ? (announcedDrawAt ?? startsAt - rules.ballot.drawBefore) : null
}

/** Whether a draw at `drawAt` comes early enough for a session with this start and cut-off. Epoch ms. */
export function isDrawInTime(
  drawAt: number,
  { startsAt, rules }: { startsAt: number; rules: Pick<BookingRules, 'closesBefore'> },
): boolean {
  return drawAt <= startsAt - Math.max(rules.closesBefore, 0) - DRAW_LEAD
}
