import { both, type Condition, gt, lte } from './port'

/** Matches a time that is set (0 and null mean "not set") and not after `moment`, epoch ms. */
export function dueBy(moment: number): Condition {
  return both(gt(0), lte(moment))
}

/**
 * Query for documents whose `field` is due by `moment` (epoch ms), longest due first. What exceeds `limit` is left to
 * the next tick.
 */
export function dueQuery<Field extends string>(field: Field, moment: number, limit: number) {
  return {
    where: { [field]: dueBy(moment) } as Record<Field, Condition>,
    sort: [[field, 'asc']] as [Field, 'asc'][],
    limit,
  }
}
