import { isDrawInTime, upcomingDrawAt } from '../ballot/phase'
import { type Refusal, refuse } from '../errors'
import type { Layout } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'
import { DAY } from '../time'

/** The longest session there is, ms. */
export const LONGEST_SESSION = DAY
/** Nobody plans further ahead. */
const FURTHEST = 366 * DAY

/** What a decision to change a session looks at. Times are epoch ms. */
export interface ChangeFacts {
  now: number
  status: 'open' | 'cancelled'
  startsAt: number
  endsAt: number
  /** Absent: it is not given out by ballot. */
  rules?: Pick<BookingRules, 'ballot' | 'closesBefore'>
  /** Its numbered parts; absent or null where places are only counted. */
  layout?: Layout | null
  /** Its draw as announced, and when it was drawn; absent or null: there is none, or it is still to come. */
  announcedDrawAt?: number
  drawnAt?: number | null
}

/** Whether a centre may still call a session off, or change its places: as long as it is not over. */
export function decideSessionChange({
  now,
  status,
  endsAt,
}: Pick<ChangeFacts, 'now' | 'status' | 'endsAt'>): Refusal | null {
  if (status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  return now >= endsAt ? refuse('SESSION_OVER', { endedAt: endsAt }) : null
}

/**
 * Whether a centre may move a session to this time: as long as it has not begun, and to a time still to come. A draw that
 * has been announced stays where it is, so the session cannot be moved before it.
 */
export function decideSessionMove(facts: ChangeFacts, to: { startsAt: number; endsAt: number }): Refusal | null {
  const { now, status, startsAt } = facts
  if (status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  if (facts.layout) return refuse('NOT_FOR_SPACES', null)
  if (now >= startsAt) return refuse('SESSION_BEGUN', { startedAt: startsAt })
  const length = to.endsAt - to.startsAt
  const sensible = to.startsAt > now && to.startsAt < now + FURTHEST && length > 0 && length <= LONGEST_SESSION
  if (!sensible) return refuse('TIME_NOT_POSSIBLE', null)
  const { rules } = facts
  const drawAt = rules ? upcomingDrawAt({ ...facts, rules }) : null
  if (!rules || drawAt === null) return null
  return isDrawInTime(drawAt, { ...to, rules }) ? null : refuse('DRAW_COMES_FIRST', { drawAt })
}
