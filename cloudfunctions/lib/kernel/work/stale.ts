import { MINUTE } from '@domain/time'

/**
 * Age, ms, from which an unfinished call counts as dead: the platform ends a function after 60 s. Only a retry or the
 * reconciler continues it, with the same idempotent steps.
 */
export const STALE_CALL_AFTER = 2 * MINUTE
