import type { PaymentSheet } from '@domain/contracts/payments'

/** A trade that the platform is asked to open. */
export interface OpenTrade {
  merchantId: string
  no: string
  /** Fen. */
  amount: number
  /** Shown to the payer. */
  title: string
  /** When the platform ends it unless it is paid, epoch ms. */
  until: number
}

/** What the platform says about a trade. `missing`: it knows of none. */
export type TradeState = 'paid' | 'unpaid' | 'closed' | 'missing'

/**
 * The platform's payments. Each call may fail, may have taken effect without an answer, and is safe to repeat: numbers say
 * what it is about.
 */
export interface PaymentPort {
  /** The number under which a centre gets money; null: it takes none online. */
  merchantOf: (centreId: string) => string | null
  /** Opens a trade, again when it is open already; returns what the phone shows. Any other answer: it is not open any more. */
  open: (trade: OpenTrade) => Promise<PaymentSheet | Exclude<TradeState, 'unpaid'>>
  look: (trade: Pick<OpenTrade, 'merchantId' | 'no' | 'amount'>) => Promise<TradeState>
  /** Ends a trade unless it is paid: afterwards nobody can pay it. */
  close: (trade: Pick<OpenTrade, 'merchantId' | 'no' | 'amount'>) => Promise<TradeState>
  /** Gives back a part of what was paid, once under the number of the refund. */
  refund: (refund: { merchantId: string; tradeNo: string; total: number; no: string; amount: number }) => Promise<void>
}
