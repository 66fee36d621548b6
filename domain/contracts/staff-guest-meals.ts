import * as v from 'valibot'
import type { Menu } from '../canteen/menu'
import type { Counters, Mode, Round, Seating } from '../canteen/sitting'
import { MODES } from '../canteen/sitting'
import type { ErrorCode } from '../errors'
import { id } from './fields'
import { GUEST_MEALS } from './limits'
import { nickname } from './me'
import { address, MAX_DISHES, ORDER_ERRORS } from './meals'
import { route } from './route'
import type { CounterOrder } from './staff-counter'
import { lastFour } from './staff-desk'

/** A sitting for which staff can order for somebody without the app. Money is in fen. */
export interface GuestSitting {
  id: string
  title: string
  startsAt: number
  closesAt: number
  menu: Menu
  modes: Mode[]
  seatings: Seating[]
  rounds: Round[]
  left: Counters
  /** Meals that can be given away: until the freeze all that are free, afterwards those that are cooked and belong to nobody. */
  meals: number
  /** The kitchen has counted: an order is one of the spare meals, and is not delivered. */
  isLate: boolean
  /** The price without papers, and the fee of a delivery. */
  list: number
  fee: number
}

/** Routes with which staff order for somebody without phone or account. */
export const staffGuestMealRoutes = {
  /** The sittings of today and the coming days for which staff can still order. */
  'staff.mealGuestMenu': route<{ now: number; sittings: GuestSitting[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
  /**
   * Orders for somebody without the app: until the cut-off like every order, after the freeze from the spare meals. The eater
   * pays the list price until a paper is seen (`staff.mealProof`). A person alone who gives name and digits is the same guest the
   * next time; papers of others count for this order only.
   */
  'staff.mealOrderFor': route<{ order: CounterOrder }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      sessionId: id,
      /** Required until the freeze: whoever comes later is found by it. */
      name: v.optional(nickname),
      lastFour: v.optional(lastFour),
      mode: v.picklist(MODES.map(mode => mode.id)),
      /** The chosen dishes of each meal. */
      meals: v.pipe(v.array(v.pipe(v.array(id), v.maxLength(MAX_DISHES))), v.minLength(1), v.maxLength(GUEST_MEALS)),
      seatingId: v.optional(id),
      roundId: v.optional(id),
      to: v.optional(address),
    }),
    errors: [
      'SESSION_NOT_FOUND',
      'NOT_A_SITTING',
      'PARTY_TOO_LARGE',
      'ALREADY_BOOKED',
      'ACTIVE_LIMIT',
      'TOO_YOUNG',
      'TOO_OLD',
      'BIRTH_MONTH_NEEDED',
      'ADULT_NEEDED',
      'CHILD_NEEDED',
      ...ORDER_ERRORS.filter(code => code !== 'ALLERGY_WARNING'),
    ] as const satisfies readonly ErrorCode[],
  }),
  /**
   * Cancels an order that staff made and nobody has collected; its meals can be given to somebody else. What is on the way to a
   * door cannot be given, so the courier reports it instead.
   */
  'staff.mealCancelFor': route<{ cancelledAt: number }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, bookingId: id }),
    errors: ['BOOKING_NOT_FOUND', 'ALREADY_CHECKED_IN', 'CANCEL_CLOSED', 'SESSION_OVER'],
  }),
}
