import { dueAtCounter } from '@domain/canteen/ledger'
import type { CounterOrder } from '@domain/contracts/staff-counter'

/** What is still to be paid for an order, fen; negative: to be returned. */
export function dueOf({ servedAt, owed, price }: CounterOrder): number {
  return dueAtCounter(price.due, owed, servedAt !== null)
}
