import type { Dish } from '@domain/canteen/menu'
import type { CanteenPlan } from '@domain/canteen/menu-plan'

/** The canteen of a centre; the id is the centre's. */
export interface CanteenDocument extends CanteenPlan {
  _id: string
  offeringId: string
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
