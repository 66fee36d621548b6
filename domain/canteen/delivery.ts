import { type Refusal, refuse } from '../errors'
import { HOUR } from '../time'
import type { Mode } from './sitting'

/** Why a meal could not be delivered, in display order. */
export const FAILURES = [
  { id: 'not-opened', label: '没人开门' },
  { id: 'not-home', label: '人不在家' },
  { id: 'refused', label: '不要了' },
  { id: 'address', label: '地址不对' },
  { id: 'accident', label: '餐洒了' },
] as const
export type Failure = (typeof FAILURES)[number]['id']

/** How long after the end of a sitting its meals may still be delivered, ms. */
export const DELIVERED_UNTIL = 2 * HOUR

/** A failed attempt, as the courier reported it. */
export interface FailedStop {
  why: Failure
  /** When it was, by the courier's phone, epoch ms. */
  at: number
  /** Number of the courier in records. */
  by: string
}

/** Whether a report of a moment can be true: on the way of this sitting. `at` is epoch ms. Pure. */
export function decideStop(
  at: number,
  { startsAt, endsAt, checkInFrom }: { startsAt: number; endsAt: number; checkInFrom: number },
): Refusal | null {
  if (at < checkInFrom) return refuse('CHECK_IN_TOO_EARLY', { opensAt: checkInFrom })
  const closedAt = Math.max(endsAt, startsAt) + DELIVERED_UNTIL
  return at > closedAt ? refuse('CHECK_IN_OVER', { closedAt }) : null
}

/** From when the meals of a booking are on the way to a door and can be reported; null: they are not delivered. */
export function leavesAtOf(booking: { order?: { mode: Mode } | undefined; checkInFrom: number }): number | null {
  return booking.order?.mode === 'delivery' ? booking.checkInFrom : null
}

/** Whether nobody opened, so that somebody has to look after the eater. */
export function needsWelfareCheck(why: Failure): boolean {
  return why === 'not-opened'
}
