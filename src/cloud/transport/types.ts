import type { Call, Reply } from '@domain/contracts/reply'

/** The two deployed functions that a phone may call. */
export type FunctionName = 'resident' | 'staff' | 'office'

export interface Carried {
  reply: Reply
  /** When the call was sent, by this phone's clock, epoch ms. */
  sentAt: number
}

/** Carries one call to a function. Throws a `CloudError` with a `CallFailure` or INTERNAL when there was no reply. */
export type Transport = (name: FunctionName, event: Call) => Promise<Carried>
