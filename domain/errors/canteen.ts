import type { Allergen, Course, MenuFault } from '../canteen/menu'
import type { NewPricesFault, SettingsFault } from '../canteen/settings'
import type { Mode } from '../canteen/sitting'

/** Refusals of the canteen: orders, menus and the till. */
export interface CanteenErrors {
  // The canteen
  /** It is a meal sitting: order a meal instead. */
  ORDER_NEEDED: null
  /** It is no meal sitting: book instead. */
  NOT_A_SITTING: null
  MODE_NOT_OFFERED: { mode: Mode }
  /** Dining in needs one of the sitting's seatings. */
  SEATING_NEEDED: null
  /** A delivery needs one of the sitting's rounds. */
  ROUND_NEEDED: null
  /** A delivery needs an address in one of the buildings of its round. */
  ADDRESS_NEEDED: null
  DISH_NOT_FOUND: { dishId: string }
  /** `needed` dishes of the course belong to a meal; `count` were chosen for this eater. */
  MEAL_INCOMPLETE: { memberId: string; course: Course; needed: number; count: number }
  /** Only `left` are left; `name` is the dish, the time of the seating or the round, empty for `meals`. */
  ORDER_SOLD_OUT: { what: 'meals' | 'dish' | 'seating' | 'round'; name: string; left: number }
  /** Another account has ordered a subsidised meal of this sitting for the same person. */
  ALREADY_ORDERED: { memberId: string }
  /** The order was changed since it was read. */
  ORDER_CHANGED: null

  /** Count, labels and routes of the kitchen differ at this order: nothing is shown. */
  KITCHEN_MISMATCH: { bookingId: string }
  /** `dish` contains what its eater is allergic to; the order can be made all the same. */
  ALLERGY_WARNING: { memberId: string; dish: string; allergens: Allergen[] }

  // Paying online
  /** The centre takes no money online. */
  PAYMENT_NOT_OFFERED: null
  /** Too little time is left to pay online: until `until`. */
  PAYMENT_TOO_LATE: { until: number }

  // Ordering for an elder
  /** No phone shows this code now. */
  RELATION_CODE_NOT_FOUND: null
  /** The code is the caller's own. */
  RELATION_OWN: null
  /** A person orders for `max` others at most, and `max` others for a person. */
  RELATION_LIMIT: { max: number }
  /** The caller does not order for this person, or not any more. */
  RELATION_NOT_FOUND: null

  // Repeated orders
  /** A household repeats `max` orders at most. */
  REPEATED_LIMIT: { max: number }
  /** The last day is past, or more than `days` days ahead. */
  REPEATED_UNTIL: { days: number }
  REPEATED_NOT_FOUND: null

  // The canteen's menus
  CANTEEN_NOT_FOUND: null
  /** Somebody else has saved the menu since it was read. */
  MENU_CHANGED: null
  /** Orders are taken already. */
  MENU_PUBLISHED: null
  /** The menu of a day cannot be published; `faults` are those of `menuFaults`. */
  MENU_INVALID: { date: string; faults: MenuFault['fault'][] }

  // The canteen's settings
  /** Somebody else has changed them since they were read. */
  SETTINGS_CHANGED: null
  /** `times`: it ends before it begins; `seatings`: outside of it or twice; `rounds`: nobody delivers. */
  SETTINGS_INVALID: { fault: SettingsFault }
  PRICES_INVALID: { fault: NewPricesFault }

  // The canteen's till
  /** A waived sum, a reversal or a difference needs a reason. */
  REASON_NEEDED: null
  /** The order was paid at `at`. */
  ALREADY_PAID: { at: number }
  /** There is nothing to pay. */
  NOTHING_DUE: null
  ROW_NOT_FOUND: null
  ALREADY_REVERSED: { at: number }
  /** Somebody else must do it than who did it first. */
  SECOND_PERSON_NEEDED: null
  /** The cash by the ledger, or as it was counted first, is `cash` fen. */
  TILL_CHANGED: { cash: number }
  /** The till was closed for today at `at`. */
  TILL_CLOSED: { at: number }
}
