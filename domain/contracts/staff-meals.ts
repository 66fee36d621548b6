import * as v from 'valibot'
import type { Order } from '../canteen/order'
import { PROOFS } from '../canteen/proofs'
import { birthMonth, date, id, shortLine } from './fields'
import { route } from './route'

/** Routes of the canteen for staff. */
export const staffMealRoutes = {
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
      lastFour: v.pipe(v.string(), v.regex(/^\d{3}[\dX]$/)),
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
