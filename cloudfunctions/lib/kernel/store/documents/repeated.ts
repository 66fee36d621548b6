import type { RepeatedOrder } from '@domain/canteen/repeated'
import type { ErrorCode } from '@domain/errors'

/** An order that the timer repeats. The id is derived from the request that made it. */
export interface RepeatedOrderDocument extends RepeatedOrder {
  _id: string
  accountId: string
  centreId: string
  centreName: string
  at: number
  requestId: string
  /** Null: it goes on until its last day. */
  endedAt: number | null
  /** What became of each sitting, by its id; a sitting without a result is tried again. `why` null: it was ordered. */
  results: Record<string, { startsAt: number; bookingId: string | null; why: ErrorCode | null }>
  /** When the timer looks next for menus, or deletes it. */
  dueAt: number
}
