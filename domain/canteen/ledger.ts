import type { Order } from './order'

/**
 * Accounts of the canteen. A positive entry is a debit. `receivable`: what eaters owe; `subsidy`, `charity`: what the public and
 * the charity owe; `sales`: what was served, at list prices; `waived`: what nobody has to pay; `over-short`: what was missing in
 * the till (positive) or too much (negative).
 */
export const ACCOUNTS = [
  'receivable',
  'cash',
  'card',
  'subsidy-card',
  'waived',
  'subsidy',
  'charity',
  'sales',
  'over-short',
] as const
export type LedgerAccount = (typeof ACCOUNTS)[number]

/** Amounts in fen by account; their sum is zero. An account that is missing does not move. */
export type Entries = Partial<Record<LedgerAccount, number>>

/** How an eater pays, in display order. `waived` needs a reason. */
export const PAY_WAYS = [
  { id: 'cash', label: '现金' },
  { id: 'card', label: '刷卡' },
  { id: 'subsidy-card', label: '补贴卡' },
  { id: 'waived', label: '免收' },
] as const
export type PayWay = (typeof PAY_WAYS)[number]['id']

/** A movement of the ledger, as the rules see it. Rows are never changed; a correction is a row that `reverses` another. */
export interface LedgerRow {
  _id: string
  /** `served`: a meal was handed over; `paid`; `reversed`: the opposite of another row; `difference`: of a count of the till. */
  what: 'served' | 'paid' | 'reversed' | 'difference'
  entries: Entries
  /** The row that it reverses; null: none. */
  reverses: string | null
}

/** Entries of a served order: the list price is owed by the eaters, the public and the charity. */
export function servedEntries({ price }: Pick<Order, 'price'>): Entries {
  const { list, charity, subsidy, due } = price
  return withoutZeros({ receivable: due, subsidy, charity, sales: -list })
}

/** Entries of a payment of `amount` fen. */
export function paidEntries(way: PayWay, amount: number): Entries {
  return withoutZeros({ [way]: amount, receivable: -amount })
}

/** Entries of a difference: `counted` fen were in the till, `expected` should have been. */
export function differenceEntries(counted: number, expected: number): Entries {
  return withoutZeros({ cash: counted - expected, 'over-short': expected - counted })
}

/** The opposite of a row's entries. */
export function reversedEntries(entries: Entries): Entries {
  return mapEntries(entries, amount => -amount)
}

/** Sums of rows by account. */
export function sumEntries(rows: readonly Pick<LedgerRow, 'entries'>[]): Entries {
  const sums: Entries = {}
  for (const { entries } of rows)
    for (const account of ACCOUNTS) {
      const amount = entries[account]
      if (amount !== undefined) sums[account] = (sums[account] ?? 0) + amount
    }
  return withoutZeros(sums)
}

/** What eaters still owe according to these rows, fen; negative: they get money back. */
export function owedOf(rows: readonly Pick<LedgerRow, 'entries'>[]): number {
  return sumEntries(rows).receivable ?? 0
}

/**
 * What is to be paid for an order at the counter, fen; negative: to be returned. `owed` is what the ledger says, null: nothing
 * yet. Until the meal is handed over, only a payment that was taken before counts: another sum is of a hand-over that was undone.
 */
export function dueAtCounter(due: number, owed: number | null, isServed: boolean): number {
  return isServed ? (owed ?? 0) : due + Math.min(0, owed ?? 0)
}

/** The rows of one kind that no other row reverses. */
export function standing<Row extends LedgerRow>(rows: readonly Row[], what: LedgerRow['what']): Row[] {
  const reversed = new Set(rows.map(({ reverses }) => reverses))
  return rows.filter(row => row.what === what && !reversed.has(row._id))
}

/** Whether the entries of a row sum to zero in whole fen. */
export function isBalanced(entries: Entries): boolean {
  const amounts = Object.values(entries)
  return amounts.every(Number.isSafeInteger) && amounts.reduce((sum, amount) => sum + amount, 0) === 0
}

function withoutZeros(entries: Entries): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([, amount]) => amount !== 0))
}

function mapEntries(entries: Entries, change: (amount: number) => number): Entries {
  return Object.fromEntries(Object.entries(entries).map(([account, amount]) => [account, change(amount)]))
}
