import type { EaterFacts, Proof } from './proofs'

/**
 * One version of a centre's prices, as data. The version in force on the date of the meal counts, whenever it was
 * ordered. Money is in fen.
 */
export interface PriceRules {
  id: string
  /** First and last local date, `YYYY-MM-DD`, inclusive; `until` null: no end yet. */
  from: string
  until: string | null
  /** The full price of a meal without surcharges. Who is in no tier pays it. */
  list: number
  /** What the operator or a charity adds to a meal of somebody in a tier. */
  charity: number
  tiers: PriceTier[]
  delivery: DeliveryPrice
}

/** A group of eaters with a subsidy. One belongs to it by confirmed age or by any of the proofs. */
export interface PriceTier {
  id: string
  label: string
  /** Confirmed age in whole years, inclusive; `max` null: no upper limit. Null: age does not matter. */
  ages: { min: number; max: number | null } | null
  proofs: Proof[]
  /** What the public pays, and what is left for the eater; with `charity` they make the list price. */
  subsidy: number
  self: number
}

/** The fee of a delivery, once per order; free for eaters who live alone from an age on. Null: nobody. */
export interface DeliveryPrice {
  fee: number
  freeAloneFrom: number | null
}

/** Why a set of price rules cannot be stored; `version` and `tier` are ids. */
export type PriceFault =
  | { fault: 'amount'; version: string; tier: string | null }
  | { fault: 'sum'; version: string; tier: string }
  | { fault: 'dates'; version: string }
  | { fault: 'overlap'; version: string; with: string }

/** The version in force on a local date; null: the centre has no prices then, and no meal can be ordered. */
export function priceRulesOn(versions: readonly PriceRules[], date: string): PriceRules | null {
  return versions.find(({ from, until }) => from <= date && (until === null || date <= until)) ?? null
}

/**
 * The tier that is best for the eater: the one with the least to pay, the first of equal ones. Null: none, so the list
 * price is due.
 */
export function tierOf({ tiers }: Pick<PriceRules, 'tiers'>, eater: EaterFacts): PriceTier | null {
  const open = tiers.filter(tier => isInTier(tier, eater))
  return open.reduce<PriceTier | null>((best, tier) => (best && best.self <= tier.self ? best : tier), null)
}

function isInTier({ ages, proofs }: PriceTier, eater: EaterFacts): boolean {
  const { age } = eater
  const byAge = ages !== null && age !== null && age >= ages.min && (ages.max === null || age <= ages.max)
  return byAge || proofs.some(proof => eater.proofs.has(proof))
}

/** The faults of all versions of a centre; empty when they can be stored. Pure. */
export function priceFaults(versions: readonly PriceRules[]): PriceFault[] {
  return versions.flatMap((rules, index) => [
    ...amountFaults(rules),
    ...(rules.until !== null && rules.until < rules.from ? [{ fault: 'dates', version: rules.id } as const] : []),
    ...versions.slice(index + 1).flatMap(other => overlapFault(rules, other)),
  ])
}

function amountFaults({ id: version, list, charity, tiers, delivery }: PriceRules): PriceFault[] {
  const whole = isAmount(list) && isAmount(charity) && isAmount(delivery.fee)
  return [
    ...(whole ? [] : [{ fault: 'amount', version, tier: null } as const]),
    ...tiers.flatMap(({ id: tier, subsidy, self }): PriceFault[] => {
      if (!(isAmount(subsidy) && isAmount(self))) return [{ fault: 'amount', version, tier }]
      return charity + subsidy + self === list ? [] : [{ fault: 'sum', version, tier }]
    }),
  ]
}

function overlapFault(one: PriceRules, other: PriceRules): PriceFault[] {
  const apart = (one.until !== null && one.until < other.from) || (other.until !== null && other.until < one.from)
  return apart ? [] : [{ fault: 'overlap', version: one.id, with: other.id }]
}

function isAmount(fen: number): boolean {
  return Number.isSafeInteger(fen) && fen >= 0
}
