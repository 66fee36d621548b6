import { both, type Condition, gt, lte } from './port'

/** Fits a time that is set (0 and null mean "not set") and no later than `moment`, epoch ms. */
export function dueBy(moment: number): Condition {
  return both(gt(0), lte(moment))
}

/** The documents whose `field` is due by `moment`, longest due first. What exceeds `limit` is left for the next tick. */
export function dueQuery<Field extends string>(field: Field, moment: number, limit: number) {
  return {
    where: { [field]: dueBy(moment) } as Record<Field, Condition>,
    sort: [[field, 'asc']] as [Field, 'asc'][],
    limit,
  }
}
