import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

type Kitchen = NonNullable<SessionDocument['kitchen']>

/** Checks that what the kitchen cooks by is what the orders that it counted ask for, tallied anew from each meal. */
export function kitchenViolations({ _id, sitting, kitchen, claims }: SessionDocument): string[] {
  if (!sitting || !kitchen) return []
  const tally = new Map<string, number>()
  const add = (what: string, count = 1) => tally.set(what, (tally.get(what) ?? 0) + count)
  const { menu } = sitting
  // What nobody chooses, such as rice and soup, belongs to every meal.
  const forAll = menu.dishes.filter(({ course }) => !menu.picks[course]).map(({ id }) => id)
  for (const id of kitchen.orders) {
    const order = claims[id]?.order
    if (!order) return [`${_id}: ${id} is counted and is no order`]
    const { mode, meals, seating, round } = order
    add('orders')
    if (round) add(`orders of round ${round.id}`)
    for (const { dishes } of meals) {
      add('meals')
      add(`meals ${mode}`)
      if (seating) add(`meals at ${seating.id}`)
      if (round) add(`meals of round ${round.id}`)
      for (const dish of [...dishes.filter(each => !forAll.includes(each)), ...forAll]) {
        add(`dish ${dish}`)
        add(`dish ${dish} ${mode}`)
      }
    }
  }
  const shown = JSON.stringify(shownIn(kitchen))
  return shown === JSON.stringify([...tally].sort()) ? [] : [`${_id}: its count is not that of its orders`]
}

/** The numbers of a count that are not 0, under the same names. */
function shownIn({ count }: Kitchen): [string, number][] {
  const { orders, meals, byMode, dishes, seatings, rounds } = count
  const all: [string, number][] = [
    ['orders', orders],
    ['meals', meals],
    ...Object.entries(byMode).map(([mode, n]): [string, number] => [`meals ${mode}`, n]),
    ...dishes.flatMap(({ id, total, byMode: ways }): [string, number][] => [
      [`dish ${id}`, total],
      ...Object.entries(ways).map(([mode, n]): [string, number] => [`dish ${id} ${mode}`, n]),
    ]),
    ...seatings.map(({ id, meals: n }): [string, number] => [`meals at ${id}`, n]),
    ...rounds.flatMap(({ id, orders: n, meals: carried }): [string, number][] => [
      [`orders of round ${id}`, n],
      [`meals of round ${id}`, carried],
    ]),
  ]
  return all.filter(([, n]) => n > 0).sort()
}
