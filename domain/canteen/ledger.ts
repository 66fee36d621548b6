import { type Amounts, type Row, sumEntries, withoutZeros } from '../ledger/ledger'
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
  'online',
  'waived',
  'subsidy',
  'charity',
  'sales',
  'over-short',
] as const
export type LedgerAccount = (typeof ACCOUNTS)[number]

/** Amounts in fen by account. */
export type Entries = Amounts<LedgerAccount>

/** How an eater pays at the counter, in display order. `waived` needs a reason. */
export const PAY_WAYS = [
  { id: 'cash', label: '现金' },
  { id: 'card', label: '刷卡' },
  { id: 'subsidy-card', label: '补贴卡' },
  { id: 'waived', label: '免收' },
] as const
export type PayWay = (typeof PAY_WAYS)[number]['id']
/** How a payment of the ledger was made. */
export type PaidWay = PayWay | 'online'

/** Says how something was paid. */
export function sayWay(way: PaidWay): string {
  return way === 'online' ? '在线支付' : (PAY_WAYS.find(({ id }) => id === way)?.label ?? way)
}

/**
 * A movement of the ledger, as the rules see it. `served`: a meal was handed over; `paid`; `reversed`: the opposite of another row;
 * `refunded`: something that was paid online was given back; `difference`: of a count of the till.
 */
export type LedgerRow = Row<LedgerAccount, 'served' | 'paid' | 'refunded' | 'reversed' | 'difference'>

/** Entries of a served order: the list price is owed by the eaters, the public and the charity. */
export function servedEntries({ price }: Pick<Order, 'price'>): Entries {
  const { list, charity, subsidy, due } = price
  return withoutZeros({ receivable: due, subsidy, charity, sales: -list })
}

/** Entries of a payment of `amount` fen. */
export function paidEntries(way: PaidWay, amount: number): Entries {
  return withoutZeros({ [way]: amount, receivable: -amount })
}

/** What eaters have paid at the counter according to these rows, less what they got back there, fen. */
export function paidAtCounter(rows: readonly (Pick<LedgerRow, 'entries'> & { way: PaidWay | null })[]): number {
  return 0 - owedOf(rows.filter(({ way }) => way !== null && way !== 'online'))
}

/** Entries of a difference: `counted` fen were in the till, `expected` should have been. */
export function differenceEntries(counted: number, expected: number): Entries {
  return withoutZeros({ cash: counted - expected, 'over-short': expected - counted })
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
