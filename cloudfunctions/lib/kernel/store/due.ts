import { both, type Condition, gt, lte } from './port'

/** Matches a time that is set (0 and null mean "not set") and not after `moment`, epoch ms. */
export function dueBy(moment: number): Condition {
  return both(gt(0), lte(moment))
}
