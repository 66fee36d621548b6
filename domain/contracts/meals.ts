import * as v from 'valibot'
import type { Allergies } from '../canteen/allergies'
import { ALLERGENS, type Menu } from '../canteen/menu'
import type { Order } from '../canteen/order'
import type { MealPrice } from '../canteen/price'
import { type Counters, MODES, type Mode, type Round, type Seating } from '../canteen/sitting'
import type { ErrorCode } from '../errors'
import { type Member, NICKNAME_LENGTH } from '../people/members'
import { dialledNumber } from '../typed'
import { id, shortLine } from './fields'
import { TYPED_NUMBER_LENGTH } from './limits'
import type { RelationView } from './relations'
import { route } from './route'
import type { BookingView, SessionCard } from './views'

/** One sitting of the canteen as the person sees it. Money is in fen. */
export interface SittingView {
  session: SessionCard
  /** Orders are taken, changed and cancelled before this moment. */
  closesAt: number
  menu: Menu
  modes: Mode[]
  seatings: Seating[]
  rounds: Round[]
  /** Whether an order can be paid online at once. */
  paysOnline: boolean
  /** What is left of dishes with a cap, seats and rounds; the meals left are `seatsLeft` of the session. */
  left: Counters
  /** The price of a meal without surcharges for each member of the household, by member id. */
  prices: Record<string, MealPrice>
  /** The fee of a delivery to each member; the lowest of the eaters counts. */
  deliveryFees: Record<string, number>
  /** The household's orders of this sitting. */
  orders: {
    bookingId: string
    order: Order
    /** It is held until it is paid online, at this moment at the latest; absent: it is not. */
    payUntil?: number
  }[]
}

/** Somebody who collects an order for the person who ordered. */
export interface Collector {
  name: string
  /** Six digits, for this order only. */
  code: string
}

/** A centre that has a canteen. */
export interface CanteenCentre {
  id: string
  name: string
  phone: string
}

/** Where a delivery goes. */
export const address = v.strictObject({
  building: shortLine(20),
  door: shortLine(20),
  phone: v.pipe(
    v.string(),
    v.maxLength(TYPED_NUMBER_LENGTH),
    v.transform(text => dialledNumber(text) ?? ''),
    v.nonEmpty(),
    v.description('a phone number, however it is typed'),
  ),
})

/** Most dishes that one eater can choose. */
export const MAX_DISHES = 10
/** Most meals of one order. */
const MAX_MEALS = 10

const wish = {
  mode: v.picklist(MODES.map(mode => mode.id)),
  meals: v.pipe(
    v.array(v.strictObject({ memberId: id, dishes: v.pipe(v.array(id), v.maxLength(MAX_DISHES)) })),
    v.minLength(1),
    v.maxLength(MAX_MEALS),
    v.check(meals => new Set(meals.map(({ memberId }) => memberId)).size === meals.length),
  ),
  /** Required to dine in. */
  seatingId: v.optional(id),
  /** Required for a delivery. */
  roundId: v.optional(id),
  to: v.optional(address),
  /** The person was told that a dish contains what its eater is allergic to. */
  despiteAllergies: v.optional(v.boolean()),
}

/** Refusals of an order because of the sitting and of what is left. */
export const ORDER_ERRORS = [
  'BOOKING_CLOSED',
  'BOOKING_NOT_OPEN',
  'SESSION_CANCELLED',
  'SESSION_MOVED',
  'MODE_NOT_OFFERED',
  'SEATING_NEEDED',
  'ROUND_NEEDED',
  'ADDRESS_NEEDED',
  'DISH_NOT_FOUND',
  'MEAL_INCOMPLETE',
  'ORDER_SOLD_OUT',
  'ALREADY_ORDERED',
  'ALLERGY_WARNING',
  'REQUEST_REUSED',
] as const satisfies readonly ErrorCode[]

/** For whom the caller orders, when it is somebody with an account of their own (`meal.relations`). */
const relationId = v.optional(id)

/** Routes of the canteen for residents. */
export const mealRoutes = {
  /**
   * The coming sittings of a canteen with menus, what is left, prices and the household's orders. Without a centre, that of
   * the household's last order, or the first. `relationId`: as the person sees it for whom the caller orders, and only what is
   * about that person.
   */
  'meal.list': route<{
    now: number
    centres: CanteenCentre[]
    centreId: string | null
    sittings: SittingView[]
    members: Member[]
    /** The household's last order; null: none. */
    last: Order | null
    /** For whom the caller orders besides their own household. */
    elders: RelationView[]
    /** What these members are allergic to. */
    allergies: Allergies
  }>()({
    effect: 'read',
    input: v.strictObject({ centreId: v.optional(id), relationId }),
    errors: ['RELATION_NOT_FOUND'],
  }),
  /** Saves what a member is allergic to; empty: nothing, or it is taken back. `agreed`: to who sees it, said on this screen. */
  'meal.saveAllergies': route<{ allergies: Allergies }>()({
    effect: 'write',
    input: v.strictObject({
      memberId: id,
      allergens: v.pipe(v.array(v.picklist(ALLERGENS.map(allergen => allergen.id))), v.maxLength(ALLERGENS.length)),
      agreed: v.boolean(),
    }),
    errors: ['MEMBER_NOT_FOUND', 'CONSENT_REQUIRED'],
  }),
  /** One sitting, open or not. */
  'meal.get': route<{ now: number; sitting: SittingView; members: Member[] }>()({
    effect: 'read',
    input: v.strictObject({ sessionId: id }),
    errors: ['SESSION_NOT_FOUND', 'NOT_A_SITTING'],
  }),
  /** Orders a meal for each of one or more members: all of them or none. The server computes the price. */
  'order.create': route<{ booking: BookingView; session: SessionCard }>()({
    effect: 'write',
    input: v.strictObject({
      sessionId: id,
      relationId,
      ...wish,
      /** The centre of the sitting, when the order is paid online at once: it is held until then. Absent: paid at the counter. */
      payOnlineAt: v.optional(id),
    }),
    errors: [
      'PAYMENT_NOT_OFFERED',
      'PAYMENT_TOO_LATE',
      'RELATION_NOT_FOUND',
      'SESSION_NOT_FOUND',
      'NOT_A_SITTING',
      'MEMBER_NOT_FOUND',
      'BIRTH_MONTH_NEEDED',
      'TOO_YOUNG',
      'TOO_OLD',
      'ADULT_NEEDED',
      'CHILD_NEEDED',
      'PARTY_TOO_LARGE',
      'ALREADY_BOOKED',
      'ACTIVE_LIMIT',
      ...ORDER_ERRORS,
    ],
  }),
  /** Replaces an order by another for the same people, until the cut-off. `revision` is that of the order as it was read. */
  'order.change': route<{ booking: BookingView; session: SessionCard }>()({
    effect: 'write',
    input: v.strictObject({
      bookingId: id,
      relationId,
      revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      ...wish,
    }),
    errors: [
      'RELATION_NOT_FOUND',
      'BOOKING_NOT_FOUND',
      'BOOKING_CANCELLED',
      'ALREADY_CHECKED_IN',
      'ORDER_CHANGED',
      ...ORDER_ERRORS,
    ],
  }),
  /** Who may collect the order; null: nobody was named, or it was handed over. */
  'order.collector': route<{ collector: Collector | null }>()({
    effect: 'read',
    input: v.strictObject({ bookingId: id }),
    errors: ['BOOKING_NOT_FOUND'],
  }),
  /** Names who collects the order, with a code of their own; a later one replaces it. */
  'order.nameCollector': route<{ collector: Collector | null }>()({
    effect: 'write',
    input: v.strictObject({ bookingId: id, name: shortLine(NICKNAME_LENGTH) }),
    errors: ['BOOKING_NOT_FOUND', 'BOOKING_CANCELLED', 'ALREADY_CHECKED_IN'],
  }),
}
