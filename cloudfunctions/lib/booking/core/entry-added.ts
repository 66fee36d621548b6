import { inc, least } from '../../kernel/store/port'

/**
 * Part of every session update that adds an entry at `at`, epoch ms: the reconciler has to check whether its booking follows.
 * The earliest unchecked entry decides when, so that later ones do not postpone it.
 */
export function entryAdded(at: number) {
  return { claimedAt: least(at), arrivals: inc(1) }
}
