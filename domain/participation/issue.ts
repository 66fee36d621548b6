import { localMonth } from '../time'

/**
 * What a centre issues in a quarter is bounded by what it has put in stock, in points: so nobody earns what nothing stands behind.
 * `funded`: what came into stock in each quarter, by quarter; absent: before that was noted.
 */
export interface FundedGood {
  points: number
  left: number
  funded?: Readonly<Record<string, number>>
}

/** The quarter of a moment: `2026q4`. */
export function quarterOf(ms: number): string {
  const [year = '', month = '1'] = localMonth(ms).split('-')
  return `${year}q${Math.ceil(Number(month) / 3)}`
}

/** What was in stock before the quarter, in points: what is there now without what came in the quarter. */
export function carriedStock(goods: readonly FundedGood[], quarter: string): number {
  return Math.max(0, sum(goods.map(({ points, left }) => points * left)) - fundedIn(goods, quarter))
}

/** What came into stock in a quarter, in points; below zero when more was taken out. */
export function fundedIn(goods: readonly FundedGood[], quarter: string): number {
  return sum(goods.map(({ funded }) => funded?.[quarter] ?? 0))
}

/** The points of a deed that a quarter can still issue. */
export function issuable(points: number, { bound, issued }: { bound: number; issued: number }): number {
  return Math.max(0, Math.min(points, bound - issued))
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0)
}
