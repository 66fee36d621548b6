import { MINUTE } from '../time'

/** How long portions are held for somebody who pays online, ms. */
export const HELD_FOR = 10 * MINUTE
/** The platform opens no trade that ends sooner, ms. */
export const SHORTEST_TRADE = MINUTE

/** One payment at the platform, whose number is derived: the same order in the same version has the same one. */
export interface Trade {
  no: string
  /** The version of the order that it is for. */
  revision: number
  /** Fen. */
  amount: number
  /** When a call last asked the platform to open it; `until`: when the platform ends it unless it is paid. Epoch ms. */
  at: number
  until: number
  state: 'open' | 'paid' | 'closed'
}

/** One repayment of a trade. `asked`: the platform may not know of it yet. */
export interface Refund {
  no: string
  tradeNo: string
  amount: number
  state: 'asked' | 'done'
}

/** What was paid online for one order, and given back. */
export interface Payment {
  trades: Trade[]
  refunds: Refund[]
}

/** Fen that were paid, less those that were given back or are about to be. */
export function netPaid({ trades, refunds }: Payment): number {
  return sumOf(trades.filter(({ state }) => state === 'paid')) - sumOf(refunds)
}

/** Fen that the platform holds for the order: what it was asked to give back and has not is included. */
export function heldByPlatform({ trades, refunds }: Payment): number {
  return netPaid({ trades, refunds: refunds.filter(({ state }) => state === 'done') })
}

/** When a trade that is opened now ends, epoch ms. `heldUntil`: of an order that is held until it is paid; null: it is not. */
export function tradeUntil(now: number, heldUntil: number | null): number {
  return heldUntil ?? now + HELD_FOR
}

/**
 * The trade with which `amount` fen are paid for a version of an order: the open one of this version and sum, or a new one
 * with the next number. Pure.
 */
export function tradeFor(
  bookingId: string,
  { trades }: Pick<Payment, 'trades'>,
  asked: Pick<Trade, 'revision' | 'amount' | 'at' | 'until'>,
): Trade {
  const own = trades.filter(({ revision }) => revision === asked.revision)
  const open = own.find(({ state, amount }) => state === 'open' && amount === asked.amount)
  if (open) return { ...open, at: asked.at }
  return { no: `${bookingId}-${asked.revision}-${own.length}`, ...asked, state: 'open' }
}

/** The order of a trade number; null: the number is none of ours. */
export function bookingOfTrade(no: string): string | null {
  return /^([a-z2-7]{20})-\d{1,6}-\d{1,3}$/.exec(no)?.[1] ?? null
}

/** The refunds that give back `excess` fen, from the latest trade backwards. Numbers are derived from those of the trades. Pure. */
export function refundsOf({ trades, refunds }: Payment, excess: number): Refund[] {
  let left = excess
  const made: Refund[] = []
  for (const { no, amount } of trades.filter(({ state }) => state === 'paid').reverse()) {
    const earlier = refunds.filter(({ tradeNo }) => tradeNo === no)
    const part = Math.min(left, amount - sumOf(earlier))
    if (part <= 0) continue
    made.push({ no: `${no}-r${earlier.length}`, tradeNo: no, amount: part, state: 'asked' })
    left -= part
  }
  return made
}

function sumOf(items: readonly { amount: number }[]): number {
  return items.reduce((sum, { amount }) => sum + amount, 0)
}
