import { MINUTE } from '@domain/time'

/**
 * A function lives 60 s at most, by the platform's limit. What is older than this was left by one that died, and cannot
 * be taken up again by anybody but a retry, which walks the same idempotent steps.
 */
export const STALE_CALL_AFTER = 2 * MINUTE
