import * as v from 'valibot'
import type { RepeatedOrder } from '../canteen/repeated'
import type { ErrorCode } from '../errors'
import { date, id, noInput } from './fields'
import { route } from './route'

/** A repeated order as the household sees it. */
export interface RepeatedView extends Pick<RepeatedOrder, 'weekdays' | 'until' | 'mode' | 'meals'> {
  id: string
  centreName: string
  /** Coming meals that were not ordered, and why. */
  missed: { startsAt: number; why: ErrorCode }[]
}

/** Routes of orders that are repeated on weekdays. */
export const repeatedRoutes = {
  /** The repeated orders of the household at `now`; `names` of their eaters by member. */
  'meal.repeated': route<{ now: number; repeated: RepeatedView[]; names: Record<string, string> }>()({
    effect: 'read',
    input: noInput,
    errors: [],
  }),
  /**
   * Repeats an order on weekdays until a date: the timer makes an ordinary order of each menu that is published, which can be
   * changed and cancelled alone. Days without a menu are left out.
   */
  'meal.repeat': route<{ repeatedId: string }>()({
    effect: 'write',
    input: v.strictObject({
      bookingId: id,
      weekdays: v.pipe(
        v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(6))),
        v.minLength(1),
        v.maxLength(7),
        v.check(days => new Set(days).size === days.length),
      ),
      until: date,
    }),
    errors: ['BOOKING_NOT_FOUND', 'REPEATED_LIMIT', 'REPEATED_UNTIL'],
  }),
  /** Ends a repeated order. What was ordered stays. */
  'meal.endRepeated': route<{ endedAt: number }>()({
    effect: 'write',
    input: v.strictObject({ repeatedId: id }),
    errors: ['REPEATED_NOT_FOUND'],
  }),
}
