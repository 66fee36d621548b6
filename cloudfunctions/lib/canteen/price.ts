import type { OrderWish } from '@domain/canteen/order'
import { type OrderPrice, priceOrder } from '@domain/canteen/price'
import { type EaterFacts, eaterFactsAt } from '@domain/canteen/proofs'
import { AppError } from '../kernel/router/errors'
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
    // Summed over what is eaten: a dish that is chosen twice is paid twice.
    surcharge: dishes.reduce((sum, dish) => sum + (menu.dishes.find(({ id }) => id === dish)?.surcharge ?? 0), 0),
  }))
  const price = priceOrder(prices, priced, mode === 'delivery')
  const keys: Record<string, string> = {}
  for (const [index, { memberId }] of meals.entries()) {
    const key = account.eaters?.[memberId]?.key
    if (!key || !price.meals[index]?.tier) continue
    // One paper is one person, also within one order.
    if (Object.values(keys).includes(key)) throw new AppError('ALREADY_ORDERED', { memberId })
    keys[memberId] = key
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
