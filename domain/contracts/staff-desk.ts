import * as v from 'valibot'
import { id, words } from './fields'
import { route } from './route'
import type { BoardSession } from './staff'

/** Longest reason for taking a check-in back, characters. */
export const UNDO_REASON_LENGTH = 30

/** What staff do for people at the desk. */
export const staffDeskRoutes = {
  /** Takes a check-in back, with a reason that stays on record; the party can be let in again. */
  'staff.undoCheckIn': route<{ session: BoardSession }>()({
    effect: 'write',
    role: 'staff',
    input: v.strictObject({ centreId: id, bookingId: id, reason: words(UNDO_REASON_LENGTH) }),
    errors: [
      'BOOKING_NOT_FOUND',
      'SESSION_NOT_FOUND',
      'NOT_CHECKED_IN',
      'UNDO_CLOSED',
      'BOOKING_CANCELLED',
      'REQUEST_REUSED',
    ],
  }),
}
