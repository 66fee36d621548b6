import type { WaitEvent } from '../contracts/views'
import { MINUTE } from '../time'

/** Whoever has just booked may think again for so long, however close the start is. */
export const REGRET = 10 * MINUTE

/** What tells until when a booking can be cancelled by its owner. Times are epoch ms. */
export interface CancellableFacts {
  /** The deadline of the offering. */
  cancelUntil: number
  endsAt: number
  /** When it was booked, or when the party joined the waitlist or the ballot. */
  createdAt: number
  waitEvents: Readonly<Record<string, WaitEvent>>
}

/** Until when its owner may cancel a booking, epoch ms: the deadline of the offering, or ten minutes after it was confirmed. */
export function cancellableUntil({ cancelUntil, endsAt, createdAt, waitEvents }: CancellableFacts): number {
  const confirmed = [createdAt, waitEvents.accepted?.at ?? 0, waitEvents.won?.at ?? 0]
  return Math.max(cancelUntil, Math.min(Math.max(...confirmed) + REGRET, endsAt))
}
