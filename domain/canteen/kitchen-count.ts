import { MARKS, type Mark, type Menu } from './menu'
import type { Mode, Seating, Sitting } from './sitting'

/** An order as the kitchen counts it. */
export interface CountedOrder {
  mode: Mode
  seatingId: string | null
  roundId: string | null
  meals: { dishes: readonly string[] }[]
}

/** How many meals and portions are to be cooked. */
export interface KitchenCount {
  orders: number
  meals: number
  byMode: Record<Mode, number>
  /** Portions by dish and mode; every dish of the menu has a row. */
  dishes: { id: string; name: string; total: number; byMode: Record<Mode, number> }[]
  /** Meals of each seating. */
  seatings: { id: string; at: number; meals: number }[]
  /** Orders and meals of each round. */
  rounds: { id: string; label: string; orders: number; meals: number }[]
}

/** Counts the orders of a sitting; the only source of the count, the labels and the lists. Pure. */
export function countOrders({ menu, seatings, rounds }: Sitting, orders: readonly CountedOrder[]): KitchenCount {
  const meals = orders.flatMap(order => order.meals.map(meal => ({ ...order, ...meal })))
  return {
    orders: orders.length,
    meals: meals.length,
    byMode: byMode(meals),
    dishes: menu.dishes.map(({ id, name, course }) => {
      const portions = menu.picks[course]
        ? meals.flatMap(meal => meal.dishes.filter(dish => dish === id).map(() => meal))
        : meals
      return { id, name, total: portions.length, byMode: byMode(portions) }
    }),
    seatings: seatings.map(({ id, at }: Seating) => ({
      id,
      at,
      meals: meals.filter(({ seatingId }) => seatingId === id).length,
    })),
    rounds: rounds.map(({ id, label }) => {
      const carried = orders.filter(({ roundId }) => roundId === id)
      return { id, label, orders: carried.length, meals: carried.reduce((sum, order) => sum + order.meals.length, 0) }
    }),
  }
}

/** How many portions of dishes with each mark are cooked, in the order of the list. Pure. */
export function countMarks(
  menu: Menu,
  { dishes }: Pick<KitchenCount, 'dishes'>,
): { mark: Mark; portions: number; dishes: string[] }[] {
  return MARKS.flatMap(({ id }) => {
    const marked = menu.dishes.filter(({ marks }) => marks.includes(id)).map(dish => dish.id)
    const cooked = dishes.filter(dish => marked.includes(dish.id) && dish.total > 0)
    const portions = cooked.reduce((sum, { total }) => sum + total, 0)
    return portions > 0 ? [{ mark: id, portions, dishes: cooked.map(({ name }) => name) }] : []
  })
}

function byMode(meals: readonly { mode: Mode }[]): Record<Mode, number> {
  const count = (mode: Mode) => meals.filter(meal => meal.mode === mode).length
  return { 'dine-in': count('dine-in'), 'pick-up': count('pick-up'), delivery: count('delivery') }
}

/**
 * Compares what the kitchen cooks by with what is written on labels and carried on routes, although all of it comes from the
 * same orders. Returns the id of an order that differs; null: everything agrees. `stops` null: routes are not shown. Pure.
 */
export function kitchenMismatch(
  count: KitchenCount,
  orders: readonly (CountedOrder & { bookingId: string })[],
  labels: readonly { bookingId: string; mode: Mode }[],
  stops: readonly { bookingId: string; meals: number }[] | null,
): string | null {
  const own = (id: string) => labels.filter(({ bookingId }) => bookingId === id)
  const carried = new Map(stops?.map(stop => [stop.bookingId, stop.meals]))
  const different = orders.find(({ bookingId, mode, meals, roundId }) => {
    const written = own(bookingId)
    const isWritten = written.length === meals.length && written.every(label => label.mode === mode)
    const isCarried = stops === null || (carried.get(bookingId) ?? 0) === (roundId === null ? 0 : meals.length)
    return !(isWritten && isCarried)
  })
  if (different) return different.bookingId
  const known = new Set(orders.map(({ bookingId }) => bookingId))
  const stranger = [...labels, ...(stops ?? [])].find(({ bookingId }) => !known.has(bookingId))
  if (stranger) return stranger.bookingId
  const isCounted =
    count.orders === orders.length &&
    count.meals === labels.length &&
    count.rounds.reduce((sum, { orders: each }) => sum + each, 0) ===
      orders.filter(order => order.roundId !== null).length
  return isCounted ? null : (orders.at(-1)?.bookingId ?? '')
}
