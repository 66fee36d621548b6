import type { Dish } from '@domain/canteen/menu'
import type { Address } from '@domain/canteen/order'
import { dishCounter, type Mode, type Round, type Seating, seatCounter } from '@domain/canteen/sitting'
import type { RouteInput } from '@domain/contracts'
import type { GuestSitting } from '@domain/contracts/staff-guest-meals'
import { dialledNumber, LAST_DIGITS, lastDigitsOf } from '@domain/typed'

/** What staff have chosen for a guest; null: not yet, so the first that is left is proposed. */
export interface GuestWish {
  sessionId: string | null
  name: string
  number: string
  /** The chosen dish of each meal. */
  dishes: (string | null)[]
  mode: Mode | null
  seatingId: string | null
  to: Partial<Address>
}

export const NO_GUEST_WISH: GuestWish = {
  sessionId: null,
  name: '',
  number: '',
  dishes: [null],
  mode: null,
  seatingId: null,
  to: {},
}

/** What would be ordered. */
export interface GuestChoice {
  sitting: GuestSitting
  mains: Dish[]
  dishes: (Dish | null)[]
  mode: Mode | null
  seating: Seating | null
  round: Round | null
  /** Without papers, fen. */
  due: number
  missing: 'meals' | 'dish' | 'seating' | 'address' | 'name' | null
}

/** Proposes what was not chosen: at the counter somebody who comes without an order needs two taps. */
export function guestChoice(sittings: readonly GuestSitting[], wish: GuestWish): GuestChoice | null {
  const sitting = sittings.find(({ id }) => id === wish.sessionId) ?? sittings[0]
  if (!sitting) return null
  const people = wish.dishes.length
  const mains = sitting.menu.dishes.filter(({ course }) => (sitting.menu.picks[course] ?? 0) > 0)
  const isLeft = ({ id, cap }: Dish) => cap === null || (sitting.left[dishCounter(id)] ?? 0) > 0
  const dishes = wish.dishes.map(id => mains.find(dish => dish.id === id) ?? mains.find(isLeft) ?? null)
  const mode = sitting.modes.find(one => one === wish.mode) ?? sitting.modes[0] ?? null
  const free = sitting.seatings.filter(({ id }) => (sitting.left[seatCounter(id)] ?? 0) >= people)
  const seating =
    mode === 'dine-in' ? (sitting.seatings.find(({ id }) => id === wish.seatingId) ?? free[0] ?? null) : null
  const { building, door, phone } = wish.to
  const round =
    mode === 'delivery'
      ? (sitting.rounds.find(({ buildings }) => building !== undefined && buildings.includes(building)) ?? null)
      : null
  const due = dishes.reduce((sum, dish) => sum + sitting.list + (dish?.surcharge ?? 0), 0)
  const missingOf = (): GuestChoice['missing'] => {
    if (sitting.meals < people) return 'meals'
    if (!mode || (mains.length > 0 && dishes.includes(null))) return 'dish'
    if (mode === 'dine-in' && !seating) return 'seating'
    if (mode === 'delivery' && !(round && door?.trim() && dialledNumber(phone ?? ''))) return 'address'
    return !sitting.isLate && wish.name.trim() === '' ? 'name' : null
  }
  return {
    ...{ sitting, mains, dishes, mode, seating, round },
    due: due + (mode === 'delivery' ? sitting.fee : 0),
    missing: missingOf(),
  }
}

/** What is sent; null while something is missing. */
export function guestCommand(
  centreId: string,
  { sitting, dishes, mode, seating, round, missing }: GuestChoice,
  { name, number, to }: GuestWish,
): RouteInput<'staff.mealOrderFor'> | null {
  if (missing || !mode) return null
  const digits = lastDigitsOf(number)
  const { building = '', door = '', phone = '' } = to
  return {
    ...{ centreId, sessionId: sitting.id, mode },
    meals: dishes.map(dish => (dish ? [dish.id] : [])),
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(digits.length === LAST_DIGITS && dishes.length === 1 ? { lastFour: digits } : {}),
    ...(seating ? { seatingId: seating.id } : {}),
    ...(round ? { roundId: round.id, to: { building, door: door.trim(), phone: dialledNumber(phone) ?? '' } } : {}),
  }
}
