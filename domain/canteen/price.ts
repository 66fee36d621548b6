import { type PriceRules, tierOf } from './price-rules'
import type { EaterFacts } from './proofs'

/** The four lines of a price in fen: `list` = `charity` + `subsidy` + `due`. */
export interface PriceLines {
  list: number
  charity: number
  subsidy: number
  due: number
}

/** The price of one meal. */
export interface MealPrice extends PriceLines {
  /** Id and label of the tier; null: the eater pays the list price. */
  tier: { id: string; label: string } | null
}

/** The price of an order: its meals, the delivery fee, and the sums, which include the fee. */
export interface OrderPrice extends PriceLines {
  meals: MealPrice[]
  delivery: number
  /** The version of the rules that it was computed with. */
  rulesId: string
}

/** A meal to be priced. */
export interface PricedMeal {
  eater: EaterFacts
  /** Sum of the surcharges of its dishes, fen. */
  surcharge: number
}

/**
 * Prices an order by the rules in force on the day of the meal. Only the server's facts count: no price, tier or age from
 * the client. A surcharge is paid by the eater. Pure.
 */
export function priceOrder(rules: PriceRules, meals: readonly PricedMeal[], isDelivered: boolean): OrderPrice {
  const priced = meals.map(meal => priceMeal(rules, meal))
  const delivery = isDelivered && !meals.some(({ eater }) => isDeliveredFree(rules, eater)) ? rules.delivery.fee : 0
  const sum = (line: keyof PriceLines) => priced.reduce((total, meal) => total + meal[line], 0)
  return {
    meals: priced,
    delivery,
    rulesId: rules.id,
    list: sum('list') + delivery,
    charity: sum('charity'),
    subsidy: sum('subsidy'),
    due: sum('due') + delivery,
  }
}

function priceMeal(rules: PriceRules, { eater, surcharge }: PricedMeal): MealPrice {
  const tier = tierOf(rules, eater)
  const list = rules.list + surcharge
  if (!tier) return { list, charity: 0, subsidy: 0, due: list, tier: null }
  const { id, label, subsidy, self } = tier
  return { list, charity: rules.charity, subsidy, due: self + surcharge, tier: { id, label } }
}

function isDeliveredFree({ delivery }: PriceRules, { age, proofs }: EaterFacts): boolean {
  const { freeAloneFrom } = delivery
  return freeAloneFrom !== null && age !== null && age >= freeAloneFrom && proofs.has('living-alone')
}

/** Formats an amount in fen for people: `4 元`, `3.50 元`. */
export function sayMoney(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.trunc(Math.abs(fen) / 100)
  const rest = Math.abs(fen) % 100
  return rest === 0 ? `${sign}${whole} 元` : `${sign}${whole}.${String(rest).padStart(2, '0')} 元`
}
