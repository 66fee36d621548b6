import type { BookingFacts } from '../bookings/facts'
import { placesForApp } from '../bookings/places'
import { checkSameSession } from '../bookings/rules/own-bookings'
import { checkParty } from '../bookings/rules/party'
import { checkNotOver } from '../bookings/rules/window'
import { type Refusal, refuse } from '../errors'
import { checkLeft, checkMeals, checkWish, type OrderFacts, takesOf } from './order'

/** The places of a sitting whose orders are frozen. */
export interface FrozenPlaces {
  capacity: number
  /** Meals that are cooked beyond the orders, for people who come without one. */
  reserve: number
  reserveTaken?: number
  seatsLeft: number
}

/** Meals that are cooked and that nobody has ordered. */
export interface SpareMeals {
  reserve: number
  /** Of orders that were cancelled after the kitchen had counted them. */
  returned: number
  /** What `seatsLeft` was when the orders were frozen: meals that nobody cooks. */
  uncooked: number
}

/**
 * What is cooked and belongs to nobody, once `counted` meals were frozen. A place that comes back after that is a meal that is
 * cooked; a place that was free at that moment is not. Pure.
 */
export function spareMeals(places: FrozenPlaces, counted: number): SpareMeals {
  const uncooked = placesForApp(places) - counted
  return {
    reserve: Math.max(0, places.reserve),
    returned: Math.max(0, places.seatsLeft - uncooked),
    uncooked,
  }
}

/** Whether a guest may still have one of the meals that are cooked and belong to nobody; the courier has left. Pure. */
export function decideSpareOrder(
  facts: Omit<OrderFacts, 'allergies' | 'session'> & { session: BookingFacts['session'] },
  { reserve, returned }: SpareMeals,
): Refusal | null {
  const { now, session, party, sitting, left, wish } = facts
  if (session.status === 'cancelled') return refuse('SESSION_CANCELLED', null)
  if (wish.mode === 'delivery') return refuse('MODE_NOT_OFFERED', { mode: wish.mode })
  return (
    checkNotOver(now, session) ??
    checkParty(party, session.rules, session.startsAt) ??
    checkSameSession(facts) ??
    checkWish(sitting, wish) ??
    checkMeals(reserve + returned, party.length) ??
    checkLeft(sitting, left, takesOf(sitting, wish))
  )
}
