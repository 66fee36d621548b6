import type { RouteInput, RouteOutput } from '../contracts'
import type { SittingView } from '../contracts/meals'
import { SELF_ID } from '../people/members'
import { dialledNumber } from '../typed'
import { type AllergyMet, allergiesMet } from './allergies'
import type { Dish } from './menu'
import { type Address, type Order, takesOf } from './order'
import type { PriceLines } from './price'
import { dishCounter, type Mode, type Round, roundCounter, type Seating, seatCounter } from './sitting'

type MealList = Pick<RouteOutput<'meal.list'>, 'sittings' | 'members' | 'last' | 'allergies'>

/** What a person has chosen on the page of the canteen; null: nothing yet, so the proposal counts. */
export interface MealWishes {
  sessionId: string | null
  memberIds: string[] | null
  dishId: string | null
  mode: Mode | null
  seatingId: string | null
  /** Entered for a delivery. */
  to: Partial<Address>
}

export const NO_WISHES: MealWishes = {
  sessionId: null,
  memberIds: null,
  dishId: null,
  mode: null,
  seatingId: null,
  to: {},
}

/** What the page shows and would order: the wishes, and a proposal for what was not chosen. */
export interface MealChoice {
  /** Null: no sitting is planned. */
  sitting: SittingView | null
  /** Orders are taken until the cut-off, as long as there are meals. */
  isOpen: boolean
  memberIds: string[]
  /** The dishes to choose from; every meal includes the others. */
  mains: Dish[]
  included: Dish[]
  dish: Dish | null
  mode: Mode | null
  seating: Seating | null
  round: Round | null
  to: Partial<Address>
  /** The four lines as the order will have them; null as long as nothing can be ordered. */
  price: (PriceLines & { delivery: number }) | null
  /** What the eaters are allergic to in what would be ordered. */
  met: AllergyMet[]
  missing: 'sitting' | 'ordered' | 'party' | 'dish' | 'seating' | 'address' | null
  /** Whether it repeats what the household ordered last. */
  isLikeLast: boolean
}

/** Whether orders of a sitting are taken at `now`, epoch ms. */
export function isSittingOpen({ session, closesAt }: SittingView, now: number): boolean {
  return session.status === 'open' && now < closesAt && session.seatsLeft > 0
}

/** The portions left of a dish: of the dish if it has a cap, otherwise the meals of the sitting. */
export function portionsLeft({ session, left }: SittingView, { id, cap }: Dish): number {
  return cap === null ? session.seatsLeft : Math.min(session.seatsLeft, left[dishCounter(id)] ?? 0)
}

/** Decides what the page of the canteen shows. `changing`: the order that is changed; its people and sitting are fixed. */
export function mealChoice(
  { sittings, members, last, allergies }: MealList,
  wishes: MealWishes,
  now: number,
  changing: Order | null = null,
): MealChoice {
  const before = changing ?? last
  const chosen = sittingOf(sittings, wishes, now)
  const sitting = chosen && changing ? withOwn(chosen, changing) : chosen
  const isOpen = sitting !== null && isSittingOpen(sitting, now)
  const memberIds = eatersOf(sitting, members, { wished: wishes.memberIds, changing, last })
  const mains = sitting?.menu.dishes.filter(({ course }) => (sitting.menu.picks[course] ?? 0) > 0) ?? []
  const included = sitting?.menu.dishes.filter(dish => !mains.includes(dish)) ?? []
  const dish = sitting && dishOf(sitting, mains, wishes, before, memberIds.length)
  const mode = modeOf(sitting, wishes, before)
  const seating = mode === 'dine-in' ? seatingOf(sitting, wishes, before, memberIds.length) : null
  const to = { ...before?.to, ...wishes.to }
  const round = mode === 'delivery' ? roundOf(sitting, to) : null
  const choice = { sitting, isOpen, memberIds, mains, included, dish, mode, seating, round, to }
  return {
    ...choice,
    price: priceOf(choice),
    met:
      sitting && dish
        ? allergiesMet(
            sitting.menu,
            memberIds.map(memberId => ({ memberId, dishes: [dish.id] })),
            allergies,
          )
        : [],
    missing: missingOf(choice),
    isLikeLast:
      last !== null &&
      last.mode === mode &&
      last.meals.every(({ memberId, names }) => memberIds.includes(memberId) && names.includes(dish?.name ?? '')) &&
      last.meals.length === memberIds.length,
  }
}

/** The sitting that was chosen, or the next one that is open and not ordered yet. */
function sittingOf(sittings: readonly SittingView[], { sessionId }: MealWishes, now: number): SittingView | null {
  const open = sittings.filter(sitting => isSittingOpen(sitting, now))
  return (
    sittings.find(({ session }) => session.id === sessionId) ??
    open.find(({ orders }) => orders.length === 0) ??
    open[0] ??
    sittings[0] ??
    null
  )
}

/** The sitting as the changed order sees it: what it holds is left for it as well. */
function withOwn(sitting: SittingView, { mode, meals, seating, round }: Order): SittingView {
  const own = takesOf(sitting, { mode, meals, seatingId: seating?.id, roundId: round?.id })
  const left = Object.entries(sitting.left).map(([name, count]) => [name, count + (own[name] ?? 0)] as const)
  const { session } = sitting
  return {
    ...sitting,
    left: Object.fromEntries(left),
    session: { ...session, seatsLeft: session.seatsLeft + meals.length },
  }
}

/** Nobody orders twice: who has an order of the sitting is left out, unless that order is changed. */
function eatersOf(
  sitting: SittingView | null,
  members: MealList['members'],
  { wished, changing, last }: { wished: string[] | null; changing: Order | null; last: Order | null },
): string[] {
  const known = new Set(members.map(({ id }) => id))
  const namesOf = (order: Order | null) => order?.meals.map(({ memberId }) => memberId)
  if (changing) return namesOf(changing) ?? []
  const ordered = new Set(sitting?.orders.flatMap(({ order }) => namesOf(order) ?? []))
  return (wished ?? namesOf(last) ?? [SELF_ID]).filter(id => known.has(id) && !ordered.has(id))
}

function dishOf(
  sitting: SittingView,
  mains: readonly Dish[],
  { dishId }: MealWishes,
  before: Order | null,
  eaters: number,
): Dish | null {
  const names = before?.meals.flatMap(meal => meal.names) ?? []
  const available = mains.filter(dish => portionsLeft(sitting, dish) >= Math.max(eaters, 1))
  return (
    mains.find(({ id }) => id === dishId) ?? available.find(({ name }) => names.includes(name)) ?? available[0] ?? null
  )
}

function modeOf(sitting: SittingView | null, { mode }: MealWishes, before: Order | null): Mode | null {
  const modes = sitting?.modes ?? []
  return [mode, before?.mode].find(wanted => wanted && modes.includes(wanted)) ?? modes[0] ?? null
}

function seatingOf(
  sitting: SittingView | null,
  { seatingId }: MealWishes,
  before: Order | null,
  eaters: number,
): Seating | null {
  const free = sitting?.seatings.filter(({ id }) => (sitting.left[seatCounter(id)] ?? 0) >= eaters) ?? []
  const chosen = sitting?.seatings.find(({ id }) => id === seatingId)
  return chosen ?? free.find(({ id }) => id === before?.seating?.id) ?? free[0] ?? null
}

/** The round that goes to the building. */
function roundOf(sitting: SittingView | null, { building }: Partial<Address>): Round | null {
  const rounds = sitting?.rounds.filter(({ id }) => (sitting.left[roundCounter(id)] ?? 0) > 0) ?? []
  return rounds.find(({ buildings }) => building !== undefined && buildings.includes(building)) ?? null
}

type Chosen = Omit<MealChoice, 'price' | 'met' | 'missing' | 'isLikeLast'>

function missingOf({ sitting, memberIds, dish, mode, seating, round, to }: Chosen): MealChoice['missing'] {
  if (!sitting || !mode) return 'sitting'
  if (memberIds.length === 0) return sitting.orders.length > 0 ? 'ordered' : 'party'
  if (!dish) return 'dish'
  if (mode === 'dine-in' && !seating) return 'seating'
  if (mode === 'delivery' && !(round && to.door?.trim() && dialledNumber(to.phone ?? ''))) return 'address'
  return null
}

function priceOf({ sitting, memberIds, dish, mode }: Chosen): MealChoice['price'] {
  if (!sitting || !dish || memberIds.length === 0) return null
  const prices = memberIds.flatMap(id => sitting.prices[id] ?? [])
  const fees = memberIds.map(id => sitting.deliveryFees[id] ?? 0)
  const delivery = mode === 'delivery' ? Math.min(...fees) : 0
  const surcharge = dish.surcharge * prices.length
  const sum = (line: keyof PriceLines) => prices.reduce((total, price) => total + price[line], 0)
  return {
    list: sum('list') + surcharge + delivery,
    charity: sum('charity'),
    subsidy: sum('subsidy'),
    due: sum('due') + surcharge + delivery,
    delivery,
  }
}

/** What is sent to order what was chosen; null while something is missing. */
export function mealCommand(choice: MealChoice): RouteInput<'order.create'> | null {
  const { sitting, memberIds, dish, mode, seating, round, to, missing } = choice
  if (missing || !sitting || !dish || !mode) return null
  const { building = '', door = '', phone = '' } = to
  return {
    sessionId: sitting.session.id,
    mode,
    meals: memberIds.map(memberId => ({ memberId, dishes: [dish.id] })),
    ...(seating ? { seatingId: seating.id } : {}),
    ...(round ? { roundId: round.id, to: { building, door: door.trim(), phone: dialledNumber(phone) ?? '' } } : {}),
  }
}
