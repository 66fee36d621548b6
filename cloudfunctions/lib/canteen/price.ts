import type { OrderWish } from '@domain/canteen/order'
import { type OrderPrice, priceOrder } from '@domain/canteen/price'
import { type EaterFacts, eaterFactsAt } from '@domain/canteen/proofs'
import type { AccountDocument } from '../kernel/store/documents'
import type { SittingRow } from './sitting'

/** A price, and who of the eaters gets a subsidised meal: the key of each, by member. */
export interface PricedOrder {
  price: OrderPrice
  keys: Record<string, string>
}

/** Prices what is wished by what staff have confirmed about the eaters. The client is asked for nothing. */
export function priceWish(
  { sitting, startsAt }: SittingRow,
  account: Pick<AccountDocument, 'eaters'>,
  { meals, mode }: OrderWish,
): PricedOrder {
  const { menu, prices } = sitting
  const priced = meals.map(({ memberId, dishes }) => ({
    eater: eaterFacts(account, memberId, startsAt),
    surcharge: menu.dishes.reduce((sum, { id, surcharge }) => sum + (dishes.includes(id) ? surcharge : 0), 0),
  }))
  const price = priceOrder(prices, priced, mode === 'delivery')
  const keys: Record<string, string> = {}
  for (const [index, { memberId }] of meals.entries()) {
    const key = account.eaters?.[memberId]?.key
    if (key && price.meals[index]?.tier) keys[memberId] = key
  }
  return { price, keys }
}

/** What is confirmed about a member on the day of a meal. */
export function eaterFacts(
  { eaters }: Pick<AccountDocument, 'eaters'>,
  memberId: string,
  startsAt: number,
): EaterFacts {
  return eaterFactsAt(eaters?.[memberId]?.proofs ?? [], startsAt)
}
