import { MINUTE } from '@domain/time'

/** How long a call can live, ms: the platform ends a function after 60 s. */
export const CALL_LIFE = MINUTE

/**
 * Age, ms, from which an unfinished call counts as dead, with a margin for clocks that differ. Only a retry or the reconciler
 * continues it, with the same idempotent steps.
 */
export const STALE_CALL_AFTER = 2 * CALL_LIFE
