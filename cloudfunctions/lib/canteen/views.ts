import { priceOrder } from '@domain/canteen/price'
import type { SittingView } from '@domain/contracts/meals'
import { membersOf } from '../accounts/account'
import { sessionCard } from '../catalogue/session-views'
import type { AccountDocument, BookingDocument } from '../kernel/store/documents'
import { eaterFacts } from './price'
import type { SittingRow } from './sitting'

/** A sitting as a household sees it; `orders` are the household's bookings, of this sitting and others. */
export function sittingView(
  row: SittingRow,
  account: AccountDocument,
  orders: readonly BookingDocument[],
  paysOnline: boolean,
): SittingView {
  const { _id, startsAt, rules, sitting, counters } = row
  const { menu, modes, seatings, rounds, prices } = sitting
  const members = membersOf(account)
  const priced = members.map(({ id }) => {
    const eater = eaterFacts(account, id, startsAt)
    return { id, order: priceOrder(prices, [{ eater, surcharge: 0 }], true) }
  })
  return {
    session: sessionCard(row),
    closesAt: startsAt - rules.closesBefore,
    menu,
    modes,
    seatings,
    rounds,
    paysOnline,
    left: counters,
    prices: Object.fromEntries(priced.flatMap(({ id, order }) => order.meals.map(meal => [id, meal] as const))),
    deliveryFees: Object.fromEntries(priced.map(({ id, order }) => [id, order.delivery])),
    orders: orders.flatMap(({ _id: bookingId, sessionId, order, payUntil }) =>
      order && sessionId === _id ? [{ bookingId, order, ...(payUntil ? { payUntil } : {}) }] : [],
    ),
  }
}
