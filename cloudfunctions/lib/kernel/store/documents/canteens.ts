import type { Dish } from '@domain/canteen/menu'
import type { CanteenPlan } from '@domain/canteen/menu-plan'
import type { Payment } from '@domain/canteen/payment'

/** The canteen of a centre; the id is the centre's. */
export interface CanteenDocument extends CanteenPlan {
  _id: string
  offeringId: string
  /** Orders can be paid online, where the operator has set a merchant; absent: they are paid at the counter. */
  online?: boolean
  /** Meals that are cooked for people who come without an order; absent: none. */
  spare?: number
  /** Counts changes of the settings, and when the last was; absent: there was none. */
  revision?: number
  changedAt?: number
  /** The latest requests that changed them. */
  requests?: string[]
}

/** The menu of one day of a canteen; the id is the centre's with the date. */
export interface MenuDocument {
  _id: string
  centreId: string
  /** Local date, `YYYY-MM-DD`. */
  date: string
  dishes: Dish[]
  /** Counts changes, from 1. */
  revision: number
  /** The latest requests that changed it, so that a late replay changes nothing. */
  requests: string[]
  /** The sitting that was made of it; null: it is not published. Stored before the sitting itself. */
  sessionId: string | null
  changedAt: number
  /** Number of the staff member in records. */
  changedBy: string
  forgottenAt: number | null
}

/** What is paid online for an order; the id is the booking's. It names no person. */
export interface PaymentDocument extends Payment {
  _id: string
  centreId: string
  /** Who gets the money, as when the first trade was opened. */
  merchantId: string
  /** When its portions were given back because it was not paid: no trade is opened from then on. Null: they were not. */
  endedAt: number | null
  /** Counts changes. */
  turn: number
  /** When the timer looks at it again. */
  dueAt: number
}
