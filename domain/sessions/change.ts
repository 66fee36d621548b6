import { isDrawInTime, upcomingDrawAt } from '../ballot/phase'
import { type Refusal, refuse } from '../errors'
import type { Layout } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'
import { DAY } from '../time'

/** Longest session, ms. */
export const LONGEST_SESSION = DAY
/** How far ahead a session can be moved. */
const FURTHEST = 366 * DAY

/** What a decision to change a session needs to know. Times are epoch ms. */
export interface ChangeFacts {
  now: number
  status: 'open' | 'cancelled'
  startsAt: number
  endsAt: number
  /** Absent: the session has no ballot. */
  rules?: Pick<BookingRules, 'ballot' | 'closesBefore'>
  /** Its units and time grid; absent or null where places are only counted. */
  layout?: Layout | null
  /** Absent: it is no meal sitting. */
  frozenAt?: number | null
  /** When the draw was announced to take place, and when it was drawn; absent or null: no ballot, or not yet. */
  announcedDrawAt?: number
  drawnAt?: number | null
}

/** Whether a centre may still cancel a session or change its capacity: until its end. */
export function decideSessionChange({
  now,
  status,
  endsAt,
}: Pick<ChangeFacts, 'now' | 'status' | 'endsAt'>): Refusal | null {
  if (status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  return now >= endsAt ? refuse('SESSION_OVER', { endedAt: endsAt }) : null
}

/**
 * Whether a centre may move a session to this time: before it has begun, to a future time, and not so early that an
 * announced draw would be too late.
 */
export function decideSessionMove(facts: ChangeFacts, to: { startsAt: number; endsAt: number }): Refusal | null {
  const { now, status, startsAt } = facts
  if (status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  // The seatings and rounds of a sitting have times of their own.
  if (facts.layout || facts.frozenAt !== undefined) return refuse('NOT_FOR_SPACES', null)
  if (now >= startsAt) return refuse('SESSION_BEGUN', { startedAt: startsAt })
  const length = to.endsAt - to.startsAt
  const sensible = to.startsAt > now && to.startsAt < now + FURTHEST && length > 0 && length <= LONGEST_SESSION
  if (!sensible) return refuse('TIME_NOT_POSSIBLE', null)
  const { rules } = facts
  const drawAt = rules ? upcomingDrawAt({ ...facts, rules }) : null
  if (!rules || drawAt === null) return null
  return isDrawInTime(drawAt, { ...to, rules }) ? null : refuse('DRAW_COMES_FIRST', { drawAt })
}
