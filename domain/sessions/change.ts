import { type Refusal, refuse } from '../errors'
import type { Layout } from '../offerings/layout'
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
  /** Its numbered parts; absent or null where places are only counted. */
  layout?: Layout | null
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

/** Whether a centre may move a session to this time: as long as it has not begun, and to a time still to come. */
export function decideSessionMove(facts: ChangeFacts, to: { startsAt: number; endsAt: number }): Refusal | null {
  const { now, status, startsAt } = facts
  if (status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  if (facts.layout) return refuse('NOT_FOR_SPACES', null)
  if (now >= startsAt) return refuse('SESSION_BEGUN', { startedAt: startsAt })
  const length = to.endsAt - to.startsAt
  const sensible = to.startsAt > now && to.startsAt < now + FURTHEST && length > 0 && length <= LONGEST_SESSION
  return sensible ? null : refuse('TIME_NOT_POSSIBLE', null)
}
