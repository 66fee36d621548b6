/**
 * A double-entry ledger, whatever its unit: fen of a canteen, points of households. Rows are only inserted; a correction is a row
 * that reverses another (docs/decisions/0029-canteen-ledger.md).
 */

/** Amounts by account; their sum is zero. A positive amount is a debit. An account that is missing does not move. */
export type Amounts<Account extends string> = Partial<Record<Account, number>>

/** A row, as far as every ledger has it. */
export interface Row<Account extends string, What extends string> {
  _id: string
  what: What
  entries: Amounts<Account>
  /** The row that it reverses; null: none. */
  reverses: string | null
}

/** The opposite of a row's entries: a reversal is always as large as its original. */
export function reversedEntries<Account extends string>(entries: Amounts<Account>): Amounts<Account> {
  const opposite = Object.entries<number | undefined>(entries).map(([account, amount = 0]) => [account, -amount])
  return Object.fromEntries(opposite) as Amounts<Account>
}

/** Sums of rows by account. */
export function sumEntries<Account extends string>(rows: readonly { entries: Amounts<Account> }[]): Amounts<Account> {
  const sums: Record<string, number> = {}
  for (const { entries } of rows)
    for (const [account, amount = 0] of Object.entries<number | undefined>(entries))
      sums[account] = (sums[account] ?? 0) + amount
  return withoutZeros(sums as Amounts<Account>)
}

/** The rows of one kind that no other row reverses. */
export function standing<What extends string, Each extends Row<string, What>>(
  rows: readonly Each[],
  what: Each['what'],
): Each[] {
  const reversed = new Set(rows.map(({ reverses }) => reverses))
  return rows.filter(row => row.what === what && !reversed.has(row._id))
}

/** Whether the entries of a row sum to zero in whole units. */
export function isBalanced(entries: Amounts<string>): boolean {
  const amounts = Object.values(entries).map((amount = 0) => amount)
  return amounts.every(Number.isSafeInteger) && amounts.reduce((sum, amount) => sum + amount, 0) === 0
}

/** The same entries without those that move nothing. */
export function withoutZeros<Account extends string>(entries: Amounts<Account>): Amounts<Account> {
  return Object.fromEntries(Object.entries(entries).filter(([, amount]) => amount !== 0)) as Amounts<Account>
}
