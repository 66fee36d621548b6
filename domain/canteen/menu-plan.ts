import { atLocal, DAY, localDate, MINUTE, weekday } from '../time'
import { COURSES, type Dish, type Menu, type MenuFault, menuFaults } from './menu'
import { type PriceRules, priceRulesOn } from './price-rules'
import type { Mode, Round, Sitting } from './sitting'

/** How a centre's canteen serves lunch; what the menus of its days are made into sittings with. */
export interface CanteenPlan {
  title: string
  room: string
  /** Minutes of the local day. */
  from: number
  until: number
  /** Orders are taken until so long before the beginning, ms. */
  closesBefore: number
  /** Most meals. */
  capacity: number
  /** How many dishes of each course an eater chooses. */
  picks: Menu['picks']
  modes: Mode[]
  /** `after`: minutes after the beginning. */
  seatings: { id: string; after: number; seats: number }[]
  rounds: Round[]
  /** All versions; the one in force on the day counts. */
  prices: PriceRules[]
}

/** Days of a week. */
export const WEEK = 7

/** The local date of the Monday of a week. */
export function mondayOf(ms: number): string {
  return localDate(ms - ((weekday(ms) + 6) % 7) * DAY)
}

/** The local dates of the week that begins on `monday`. */
export function datesOfWeek(monday: string): string[] {
  return Array.from({ length: WEEK }, (_, n) => localDate(atLocal(monday) + n * DAY))
}

/** Beginning and end of lunch on a day, epoch ms. */
export function lunchOn({ from, until }: Pick<CanteenPlan, 'from' | 'until'>, date: string) {
  return { startsAt: atLocal(date, from), endsAt: atLocal(date, until) }
}

/** The sitting of a day; null: the centre has no prices then. Pure. */
export function sittingOn(plan: CanteenPlan, date: string, dishes: Dish[]): Sitting | null {
  const prices = priceRulesOn(plan.prices, date)
  if (!prices) return null
  const { startsAt } = lunchOn(plan, date)
  const { picks, modes, seatings, rounds } = plan
  return {
    menu: { dishes, picks },
    modes,
    seatings: seatings.map(({ id, after, seats }) => ({ id, at: startsAt + after * MINUTE, seats })),
    rounds,
    prices,
  }
}

/** Why the menu of a day cannot be published: its own faults, and `course` for a meal of which nothing can be chosen. Pure. */
export function planMenuFaults({ picks }: Pick<CanteenPlan, 'picks'>, dishes: Dish[]): MenuFault[] {
  if (dishes.length === 0)
    return COURSES.filter(({ id }) => picks[id]).map(({ id }) => ({ fault: 'course', course: id }))
  return menuFaults({ dishes, picks })
}
