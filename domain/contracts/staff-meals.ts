import * as v from 'valibot'
import type { AllergyCount } from '../canteen/allergies'
import type { KitchenCount } from '../canteen/kitchen-count'
import type { Allergen, Mark } from '../canteen/menu'
import type { Address, Order } from '../canteen/order'
import { PROOFS } from '../canteen/proofs'
import { SAMPLE_GRAMS, SAMPLE_GRAMS_MOST } from '../canteen/samples'
import type { Mode } from '../canteen/sitting'
import { DIGIT_TRIES } from '../tries'
import { paperEndOf } from '../typed'
import { birthMonth, date, id, shortLine } from './fields'
import { TYPED_NUMBER_LENGTH } from './limits'
import { relationCode } from './relations'
import { route } from './route'

/** A dish of which a sample is kept. */
export interface KitchenSample {
  dishId: string
  name: string
  /** How much was put aside, when, and until when it is kept; null: nothing was noted. */
  kept: { grams: number; at: number; until: number } | null
}

/** One sitting on the kitchen's screen. */
export interface KitchenSitting {
  id: string
  title: string
  status: 'open' | 'cancelled'
  startsAt: number
  closesAt: number
  /** When the orders were frozen; null: orders may still change. */
  frozenAt: number | null
  /** The count at that moment, which never changes; null before. */
  frozen: KitchenCount | null
  /** The count of the orders now: a forecast before the cut-off, afterwards the frozen one with what staff have changed. */
  current: KitchenCount
  /** Meals that are cooked for people who come without an order, and how many of them were given away. */
  spare: { meals: number; given: number }
  /** The samples; empty before the day of the sitting. */
  samples: KitchenSample[]
  /** What must be cooked through. */
  warnings: { dish: string; text: string }[]
  /** How many meals are for somebody with each allergy, and of which dishes. */
  allergies: AllergyCount[]
  /** How many portions of dishes with each mark are cooked, and which dishes these are. */
  marks: { mark: Mark; portions: number; dishes: string[] }[]
  /** One label for each meal; `isLate`: not in the frozen count. */
  labels: {
    id: string
    /** Masked. */
    name: string
    mode: Mode
    seatingAt: number | null
    names: string[]
    /** What the eater is allergic to. */
    allergens: Allergen[]
    isLate: boolean
  }[]
  /** Where deliveries go; empty on other days than that of the sitting. */
  stops: ({ bookingId: string; round: string; name: string; meals: number } & Address)[]
}

/** Routes of the canteen for staff. */
export const staffMealRoutes = {
  /** The kitchen's screen in one call: the sittings of the week and those of which samples are kept, and count and labels of one, by default the next. */
  'staff.mealKitchen': route<{
    now: number
    sittings: { id: string; title: string; startsAt: number }[]
    /** Null: none is planned. */
    sitting: KitchenSitting | null
  }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, sessionId: v.optional(id) }),
    errors: ['SESSION_NOT_FOUND', 'KITCHEN_MISMATCH'],
  }),
  /** Notes that a sample of a dish was put aside today. The first note stays. */
  'staff.mealSample': route<{ samples: KitchenSample[] }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      sessionId: id,
      dishId: id,
      grams: v.pipe(v.number(), v.safeInteger(), v.minValue(SAMPLE_GRAMS), v.maxValue(SAMPLE_GRAMS_MOST)),
    }),
    errors: ['SESSION_NOT_FOUND', 'NOT_A_SITTING', 'DISH_NOT_FOUND', 'WRONG_DAY'],
  }),
  /**
   * Lets somebody order for the person of an order, after staff have seen both: the code is on the phone of the one who will
   * order.
   */
  'staff.mealRelate': route<{ name: string }>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, bookingId: id, code: relationCode }),
    errors: ['BOOKING_NOT_FOUND', 'RELATION_CODE_NOT_FOUND', 'RELATION_OWN', 'RELATION_LIMIT'],
    tries: { limit: DIGIT_TRIES },
  }),
  /**
   * Confirms what a paper shows about one eater of an order, and computes the price of the order again. Only the birth month
   * and the proofs are kept; name and number make a key by which the same person is known in another account.
   */
  'staff.mealProof': route<{ order: Order }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      bookingId: id,
      memberId: id,
      /** As on the paper. */
      name: shortLine(12),
      birthMonth,
      /** The last four characters of its number. */
      lastFour: v.pipe(
        v.string(),
        v.maxLength(TYPED_NUMBER_LENGTH),
        v.transform(paperEndOf),
        v.regex(/^\d{3}[\dX]$/),
        v.description('the number of the paper, or its last four characters'),
      ),
      /** What else was shown; the age is confirmed by the birth month. */
      proofs: v.pipe(
        v.array(
          v.strictObject({
            proof: v.picklist(PROOFS.filter(proof => proof !== 'age')),
            /** Last day on which it counts; null: it does not end. */
            until: v.nullable(date),
          }),
        ),
        v.maxLength(PROOFS.length),
        v.check(proofs => new Set(proofs.map(({ proof }) => proof)).size === proofs.length),
      ),
    }),
    errors: [
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'MEMBER_NOT_FOUND',
      'SESSION_OVER',
      'SESSION_NOT_FOUND',
      'NOT_A_SITTING',
      'ALREADY_ORDERED',
    ],
  }),
}
