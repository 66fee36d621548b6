import type { Store } from '../../kernel/store/port'

/**
 * Excuses the no-shows of a booking after proof that its party was there. The timer updates the account, as for an
 * appeal. Safe to repeat.
 */
export async function excuseLateProof(store: Store, bookingId: string, at: number): Promise<void> {
  await store.noshows.update(
    { bookingId, state: 'counted' },
    { state: 'excused', excuse: { reason: 'late-proof', at }, appealedAt: 0, stale: true },
  )
}
