import type { BookingDocument, Claim, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/**
 * Checks a meal sitting: what is left and what the orders take make the whole, counted from the orders themselves and not
 * from what they say to take; a person has one subsidised meal; each booking shows the order of its claim; and nobody
 * gets a meal that nobody cooks.
 */
export function canteenViolations(session: SessionDocument, bookings: BookingDocument[]): string[] {
  const { _id, sitting, counters = {}, eaters = {}, claims } = session
  const orders = Object.entries(claims).filter(([, { order }]) => order)
  if (!sitting) return orders.map(([id]) => `${_id}: ${id} is an order without a sitting`)
  const wrong = Object.entries(claims).flatMap(([id, { order }]) => (order ? [] : [`${_id}: ${id} holds no order`]))
  const stock = stockOf(sitting)
  const names = stock.map(({ counter }) => counter)
  if (JSON.stringify(Object.keys(counters).sort()) !== JSON.stringify(names.sort()))
    wrong.push(`${_id}: counts something else than what is limited`)
  for (const { counter, all, takenBy } of stock) {
    const taken = orders.reduce((sum, [, { order }]) => sum + (order ? takenBy(order) : 0), 0)
    const left = counters[counter] ?? 0
    if (left + taken !== all) wrong.push(`${_id}: ${left} left + ${taken} of ${counter} is not ${all}`)
    if (left < 0) wrong.push(`${_id}: ${counter} is oversold`)
  }
  const keys = orders.flatMap(([id, claim]) => (claim.eaters ?? []).map(key => [key, id] as const))
  if (JSON.stringify(Object.entries(eaters).sort()) !== JSON.stringify([...keys].sort()))
    wrong.push(`${_id}: the people with a subsidy are not those of the orders`)
  for (const [id, claim] of orders) {
    const booking = bookings.find(booking => booking._id === id)
    if (booking && JSON.stringify(booking.order) !== JSON.stringify(claim.order))
      wrong.push(`${_id}: ${id} shows another order than it holds`)
    const subsidised = claim.order?.price.meals.filter(({ tier }) => tier !== null).length
    if (booking?.accountId === claim.accountId && subsidised !== (claim.eaters ?? []).length && !booking.anonymous)
      wrong.push(`${_id}: ${id} has a subsidy for nobody who is known`)
  }
  return [...wrong, ...uncookedMeals(session)]
}

/** After the freeze, meals are given away that were counted or are spare; a call that was in time may be completed later. */
export function uncookedMeals({
  _id,
  claims,
  kitchen,
  reserve,
  reserveTaken = 0,
  frozenAt,
}: SessionDocument): string[] {
  if (!kitchen || !frozenAt) return []
  const meals = Object.entries(claims)
    .filter(([id, { at }]) => kitchen.orders.includes(id) || at >= frozenAt)
    .reduce((sum, [, { order }]) => sum + (order?.meals.length ?? 0), 0)
  const cooked = kitchen.count.meals + reserve + reserveTaken
  return meals > cooked ? [`${_id}: ${meals} meals are given away, ${cooked} are cooked`] : []
}

/** Something of which there is only so much at a sitting, and how much of it an order takes. */
interface Stock {
  counter: string
  all: number
  takenBy: (order: NonNullable<Claim['order']>) => number
}

/** What a sitting has: portions of each dish with a cap, a chair for each eater of a seating, a bag on the round for each order. */
function stockOf({ menu, seatings, rounds }: NonNullable<SessionDocument['sitting']>): Stock[] {
  const portions = menu.dishes.flatMap(({ id, cap }): Stock[] => {
    const takenBy: Stock['takenBy'] = ({ meals }) =>
      meals.flatMap(({ dishes }) => dishes).filter(dish => dish === id).length
    return cap === null ? [] : [{ counter: `dish-${id}`, all: cap, takenBy }]
  })
  const chairs = seatings.map(
    ({ id, seats }): Stock => ({
      counter: `seat-${id}`,
      all: seats,
      takenBy: ({ seating, meals }) => (seating?.id === id ? meals.length : 0),
    }),
  )
  const bags = rounds.map(
    ({ id, places }): Stock => ({
      counter: `round-${id}`,
      all: places,
      takenBy: ({ round }) => (round?.id === id ? 1 : 0),
    }),
  )
  return [...portions, ...chairs, ...bags]
}
