import type { BookingFacts, SessionFacts } from '../bookings/facts'
import { checkLimit, checkSameSession } from '../bookings/rules/own-bookings'
import { checkParty } from '../bookings/rules/party'
import { checkWindow } from '../bookings/rules/window'
import { type Refusal, refuse } from '../errors'
import { localClock } from '../time'
import { type Allergies, checkAllergies } from './allergies'
import { type Allergen, COURSES, type Dish } from './menu'
import type { OrderPrice } from './price'
import { type Counters, dishCounter, type Mode, roundCounter, type Sitting, seatCounter } from './sitting'

/** One eater's meal. */
export interface Meal {
  memberId: string
  /** Ids of the chosen dishes. */
  dishes: string[]
}

/** Where a delivery goes, and whom the courier calls. */
export interface Address {
  /** One of the buildings of the round. */
  building: string
  /** Entrance, floor and door. */
  door: string
  phone: string
}

/** What an order asks for: one meal for each eater, all in one mode. */
export interface OrderWish {
  mode: Mode
  meals: Meal[]
  /** For `dine-in`: the seating. */
  seatingId?: string | undefined
  /** For `delivery`: the round and where to. */
  roundId?: string | undefined
  to?: Address | undefined
}

/** An order as it is stored and shown; names are those of the menu when it was made. */
export interface Order {
  mode: Mode
  meals: (Meal & {
    names: string[]
    /** What the eater is allergic to, as it was known when the order was made; absent: nothing. */
    allergens?: Allergen[]
  })[]
  /** Null unless the eaters dine in. */
  seating: { id: string; at: number } | null
  /** Null unless it is delivered. */
  round: { id: string; label: string } | null
  to: Address | null
  price: OrderPrice
  /** Counts its versions, from 1. */
  revision: number
}

/** The facts of a decision about an order; everything comes from the server. */
export interface OrderFacts extends Pick<BookingFacts, 'now' | 'party' | 'active'> {
  session: SessionFacts
  sitting: Sitting
  /** What is left by counter. */
  left: Counters
  wish: OrderWish
  /** What the eaters are allergic to; null: the person knows and orders all the same. */
  allergies: Allergies | null
}

/** Whether the party may order this now; null when it may. Pure. */
export function decideOrder(facts: OrderFacts): Refusal | null {
  const { now, session, party, sitting, wish } = facts
  return (
    checkOrderWindow(now, session) ??
    checkParty(party, session.rules, session.startsAt) ??
    checkSameSession(facts) ??
    checkLimit(facts) ??
    checkWish(sitting, wish) ??
    checkMeals(session.seatsLeft, party.length) ??
    checkLeft(sitting, facts.left, takesOf(sitting, wish)) ??
    checkWarned(facts)
  )
}

/** Whether the order may be changed now; `before`: what it takes already. Pure. */
export function decideOrderChange(facts: Omit<OrderFacts, 'party' | 'active'>, before: Counters): Refusal | null {
  const { now, session, sitting, left, wish } = facts
  return (
    checkOrderWindow(now, session) ??
    checkWish(sitting, wish) ??
    checkLeft(sitting, left, takesDifference(before, takesOf(sitting, wish))) ??
    checkWarned(facts)
  )
}

/** Only of what can be ordered the person is asked whether they want it all the same. */
function checkWarned({ sitting, wish, allergies }: Pick<OrderFacts, 'sitting' | 'wish' | 'allergies'>): Refusal | null {
  return allergies && checkAllergies(sitting.menu, wish.meals, allergies)
}

/** Orders are taken: the cut-off is not passed, and they are not frozen. */
function checkOrderWindow(now: number, session: SessionFacts): Refusal | null {
  const closedAt = session.startsAt - session.rules.closesBefore
  return checkWindow(now, session) ?? (session.frozenAt ? refuse('BOOKING_CLOSED', { closedAt }) : null)
}

/** Whether so many meals are left. */
export function checkMeals(left: number, wanted: number): Refusal | null {
  return left < wanted ? refuse('ORDER_SOLD_OUT', { what: 'meals', name: '', left: Math.max(left, 0) }) : null
}

/** The order of a wish that was checked. */
export function orderOf(
  sitting: Sitting,
  wish: OrderWish,
  price: OrderPrice,
  revision: number,
  allergies: Allergies = {},
): Order {
  const { mode, meals, seatingId, roundId, to } = wish
  const seating = mode === 'dine-in' ? sitting.seatings.find(({ id }) => id === seatingId) : undefined
  const round = mode === 'delivery' ? sitting.rounds.find(({ id }) => id === roundId) : undefined
  return {
    mode,
    meals: meals.map(({ memberId, dishes }) => ({
      memberId,
      dishes,
      names: dishes.flatMap(id => dishOf(sitting.menu.dishes, id)?.name ?? []),
      ...(allergies[memberId] ? { allergens: [...allergies[memberId]] } : {}),
    })),
    seating: seating ? { id: seating.id, at: seating.at } : null,
    round: round ? { id: round.id, label: round.label } : null,
    to: round && to ? to : null,
    price,
    revision,
  }
}

/**
 * What an order takes of the sitting's counters: portions of each dish that has a cap, a seat for each eater who dines in,
 * one place on the round. Pure.
 */
export function takesOf({ menu }: Pick<Sitting, 'menu'>, { mode, meals, seatingId, roundId }: OrderWish): Counters {
  const takes: Record<string, number> = {}
  const take = (counter: string, count: number) => {
    takes[counter] = (takes[counter] ?? 0) + count
  }
  for (const { dishes } of meals)
    for (const id of dishes) if (dishOf(menu.dishes, id)?.cap !== null) take(dishCounter(id), 1)
  if (mode === 'dine-in' && seatingId) take(seatCounter(seatingId), meals.length)
  if (mode === 'delivery' && roundId) take(roundCounter(roundId), 1)
  return takes
}

/** What a changed order takes in addition; negative: gives back. Counters that do not change are left out. */
export function takesDifference(before: Counters, after: Counters): Counters {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...names]
      .map(name => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  )
}

/** Whether the wish fits the menu and the modes of the sitting; what is left is checked by `checkLeft`. */
export function checkWish(sitting: Sitting, wish: OrderWish): Refusal | null {
  const { mode, meals, seatingId, roundId, to } = wish
  if (!sitting.modes.includes(mode)) return refuse('MODE_NOT_OFFERED', { mode })
  if (mode === 'dine-in' && !sitting.seatings.some(({ id }) => id === seatingId)) return refuse('SEATING_NEEDED', null)
  if (mode === 'delivery') {
    const round = sitting.rounds.find(({ id }) => id === roundId)
    if (!round) return refuse('ROUND_NEEDED', null)
    if (!to || !round.buildings.includes(to.building)) return refuse('ADDRESS_NEEDED', null)
  }
  for (const meal of meals) {
    const refusal = checkMeal(sitting, meal)
    if (refusal) return refusal
  }
  return null
}

function checkMeal({ menu }: Sitting, { memberId, dishes }: Meal): Refusal | null {
  const picked: Dish[] = []
  for (const id of dishes) {
    const dish = dishOf(menu.dishes, id)
    if (!dish) return refuse('DISH_NOT_FOUND', { dishId: id })
    picked.push(dish)
  }
  for (const { id: course } of COURSES) {
    const needed = menu.picks[course] ?? 0
    const count = picked.filter(dish => dish.course === course).length
    if (count !== needed) return refuse('MEAL_INCOMPLETE', { memberId, course, needed, count })
  }
  return null
}

/** Whether everything that an order takes is left; names the first counter that is short. */
export function checkLeft({ menu, seatings, rounds }: Sitting, left: Counters, takes: Counters): Refusal | null {
  const short = (counter: string) => {
    const rest = left[counter] ?? 0
    return rest < (takes[counter] ?? 0) ? Math.max(rest, 0) : null
  }
  for (const { id, name } of menu.dishes) {
    const rest = short(dishCounter(id))
    if (rest !== null) return refuse('ORDER_SOLD_OUT', { what: 'dish', name, left: rest })
  }
  for (const { id, at } of seatings) {
    const rest = short(seatCounter(id))
    if (rest !== null) return refuse('ORDER_SOLD_OUT', { what: 'seating', name: localClock(at), left: rest })
  }
  for (const { id, label } of rounds) {
    const rest = short(roundCounter(id))
    if (rest !== null) return refuse('ORDER_SOLD_OUT', { what: 'round', name: label, left: rest })
  }
  return null
}

function dishOf(dishes: readonly Dish[], id: string): Dish | undefined {
  return dishes.find(dish => dish.id === id)
}
