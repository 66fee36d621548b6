import type { Entries, LedgerRow, PaidWay } from '@domain/canteen/ledger'

/**
 * A row of the canteen's ledger. It is inserted once and never changed, but for what `privacy` forgets: `reason` with the booking,
 * `by` at the end of its period.
 */
export interface TillRowDocument extends LedgerRow {
  centreId: string
  /** The order and its sitting; null: it is about the till. */
  bookingId: string | null
  sessionId: string | null
  /** For `paid` and `refunded`: how; otherwise null. */
  way: PaidWay | null
  /** For `served`: the version of the order, and the tier and subsidy of each of its meals. */
  served: { revision: number; meals: { tier: string | null; subsidy: number }[] } | null
  /** Why it was reversed, waived or differs; null: no reason was needed. */
  reason: string | null
  at: number
  /** Number of the staff member in records; empty: nobody decided it. */
  by: string
  requestId: string
  /** When `by` was cleared; null: it was not. */
  forgottenAt: number | null
}

/**
 * One close of a centre's till: the rows that were counted. The id is the centre's with the close's number, so that of two at
 * once one is stored. A row that is stored later belongs to the next close.
 */
export interface TillCloseDocument {
  _id: string
  centreId: string
  /** Counts the closes of the centre, from 1. */
  n: number
  /** Its local date, `YYYY-MM-DD`; one close a day. */
  date: string
  at: number
  /** When there were more rows than one close reads: the time of the last that it has read; absent: it has read all. */
  readUntil?: number
  by: string
  /** Ids of its rows; and of rows of earlier closes that are young enough to be read again. */
  rows: string[]
  earlier: string[]
  sums: Entries
  /** Cash by the ledger, and as it was counted, fen. */
  expected: number
  counted: number
  /** Why they differ; null: they do not. */
  reason: string | null
  /** Who else has counted; null: nobody yet, or no difference. */
  confirmed: { by: string; at: number; requestId: string } | null
  requestId: string
  forgottenAt: number | null
}
