import type { BookingRules } from '../offerings/rules'
import { MINUTE } from '../time'

/** The facts that determine the phase of a session's ballot. Times are epoch ms. */
interface BallotFacts {
  startsAt: number
  rules: Pick<BookingRules, 'ballot'>
  /** When the draw was announced to take place, epoch ms; absent in sessions stored before this field existed. */
  announcedDrawAt?: number
  /** When it was drawn; null or absent: not yet, or no ballot. */
  drawnAt?: number | null
}

/**
 * The draw must be at least this long before booking closes, because the timer may be late and winners must be
 * notified.
 */
const DRAW_LEAD = 10 * MINUTE

/** Whether the session has a ballot that is not drawn yet, so that it takes registrations only. */
export function isBallotOpen({ rules, drawnAt }: Pick<BallotFacts, 'rules' | 'drawnAt'>): boolean {
  return !!rules.ballot && !drawnAt
}

/** When the upcoming draw is due, epoch ms; null when there is none. Until then, free places cannot be booked. */
export function upcomingDrawAt(facts: BallotFacts): number | null {
  return isBallotOpen(facts) ? drawDueAt(facts) : null
}

/** When registration closes and the draw is due, epoch ms; null when the session has no ballot. */
export function drawDueAt({
  startsAt,
  rules,
  announcedDrawAt,
}: Pick<BallotFacts, 'startsAt' | 'rules' | 'announcedDrawAt'>): number | null {
  return rules.ballot ? (announcedDrawAt ?? startsAt - rules.ballot.drawBefore) : null
}

/** Whether a draw at `drawAt` is early enough for a session with this start and cut-off. Epoch ms. */
export function isDrawInTime(
  drawAt: number,
  { startsAt, rules }: { startsAt: number; rules: Pick<BookingRules, 'closesBefore'> },
): boolean {
  return drawAt <= startsAt - Math.max(rules.closesBefore, 0) - DRAW_LEAD
}
