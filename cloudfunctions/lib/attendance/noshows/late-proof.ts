import type { Store } from '../../kernel/store/port'

/**
 * Excuses the no-shows of a booking whose party was there after all. What that means for the account follows with the
 * timer, as for an appeal. Safe to repeat.
 */
export async function excuseLateProof(store: Store, bookingId: string, at: number): Promise<void> {
  await store.noshows.update(
    { bookingId, state: 'counted' },
    { state: 'excused', excuse: { reason: 'late-proof', at }, appealedAt: 0, stale: true },
  )
}
