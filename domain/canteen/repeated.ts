import { DAY, HOUR, localDate, weekday } from '../time'
import { allergensIn } from './allergies'
import type { Allergen, Dish } from './menu'
import type { Address } from './order'
import { type Counters, dishCounter, type Mode, type Sitting } from './sitting'

/** Longest time for which an order is repeated, days, and most repeated orders of a household. */
export const REPEATED_DAYS = 92
export const REPEATED_MAX = 5
/** How often new menus are looked for, ms. */
export const LOOK_FOR_MENUS_EVERY = HOUR / 2
/** How far ahead meals are ordered, ms: as far as menus are shown. */
export const ORDERED_AHEAD = 8 * DAY

/** An order that is repeated on some weekdays. */
export interface RepeatedOrder {
  /** 0 = Sunday. */
  weekdays: number[]
  /** Last local date, `YYYY-MM-DD`, inclusive. */
  until: string
  mode: Mode
  seatingId: string | null
  roundId: string | null
  to: Address | null
  /** For each eater the dishes of the order that is repeated; another is taken on days without them. */
  meals: { memberId: string; names: string[] }[]
}

/** Whether a sitting is one of those for which the order is repeated; those whose cut-off had passed before are not. Pure. */
export function isRepeatedFor(
  { weekdays, until, at }: Pick<RepeatedOrder, 'weekdays' | 'until'> & { at: number },
  { startsAt, closesAt }: { startsAt: number; closesAt: number },
): boolean {
  return closesAt > at && weekdays.includes(weekday(startsAt)) && localDate(startsAt) <= until
}

/** The dishes that an eater gets at a sitting: what was ordered before where it is on the menu and left and they are not allergic to it, otherwise the first. */
export function repeatedDishes(
  { menu }: Pick<Sitting, 'menu'>,
  left: Counters,
  names: readonly string[],
  allergens: readonly Allergen[] = [],
): string[] {
  const isLeft = (dish: Dish) =>
    (dish.cap === null || (left[dishCounter(dish.id)] ?? 0) > 0) && allergensIn(dish, allergens).length === 0
  return Object.entries(menu.picks).flatMap(([course, count = 0]) => {
    const dishes = menu.dishes.filter(dish => dish.course === course)
    const wanted = dishes.filter(dish => names.includes(dish.name) && isLeft(dish))
    const others = dishes.filter(dish => !wanted.includes(dish))
    const order = [...wanted, ...others.filter(isLeft), ...others.filter(dish => !isLeft(dish))]
    return order.slice(0, count).map(({ id }) => id)
  })
}
