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
): SittingView {
  const { _id, startsAt, rules, sitting, counters } = row
  const { menu, modes, seatings, rounds, prices } = sitting
  const members = membersOf(account)
  const { meals } = priceOrder(
    prices,
    members.map(({ id }) => ({ eater: eaterFacts(account, id, startsAt), surcharge: 0 })),
    false,
  )
  return {
    session: sessionCard(row),
    closesAt: startsAt - rules.closesBefore,
    menu,
    modes,
    seatings,
    rounds,
    left: counters,
    prices: Object.fromEntries(
      members.flatMap(({ id }, index) => {
        const price = meals[index]
        return price ? [[id, price] as const] : []
      }),
    ),
    deliveryFee: prices.delivery.fee,
    orders: orders.flatMap(({ _id: bookingId, sessionId, order }) =>
      order && sessionId === _id ? [{ bookingId, order }] : [],
    ),
  }
}
