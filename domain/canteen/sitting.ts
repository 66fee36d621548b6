import { MINUTE } from '../time'
import type { Menu } from './menu'
import type { PriceRules } from './price-rules'

/** How a meal reaches the eater. */
export const MODES = [
  { id: 'dine-in', label: '堂食' },
  { id: 'pick-up', label: '自取' },
  { id: 'delivery', label: '送餐' },
] as const
export type Mode = (typeof MODES)[number]['id']

/** How long after the cut-off orders are frozen, ms: no call that began in time can still be running. */
export const FREEZE_AFTER = MINUTE

/** A time at which people sit down, and its seats. */
export interface Seating {
  id: string
  at: number
  seats: number
}

/** A courier's trip to some buildings, and how many orders it can carry. */
export interface Round {
  id: string
  label: string
  buildings: string[]
  places: number
}

/**
 * What is served at one sitting, as people were promised it. The numbers still left are counters of the session:
 * `dish-<id>` portions, `seat-<id>` seats of a seating, `round-<id>` places of a round.
 */
export interface Sitting {
  menu: Menu
  modes: Mode[]
  seatings: Seating[]
  rounds: Round[]
  /** The prices of the day of the meal. */
  prices: PriceRules
}

/** Named counters of a session: how many are left, or how many an order takes. */
export type Counters = Readonly<Record<string, number>>

/** The counter of a dish's portions. */
export function dishCounter(dishId: string): string {
  return `dish-${dishId}`
}

/** The counter of the seats of a seating. */
export function seatCounter(seatingId: string): string {
  return `seat-${seatingId}`
}

/** The counter of a round's places. */
export function roundCounter(roundId: string): string {
  return `round-${roundId}`
}

/** All counters of a sitting at the beginning. A dish without a cap has none: the meals of the sitting limit it. */
export function initialCounters({ menu, seatings, rounds }: Sitting): Counters {
  return Object.fromEntries([
    ...menu.dishes.flatMap(({ id, cap }) => (cap === null ? [] : [[dishCounter(id), cap] as const])),
    ...seatings.map(({ id, seats }) => [seatCounter(id), seats] as const),
    ...rounds.map(({ id, places }) => [roundCounter(id), places] as const),
  ])
}
