import { KEPT_OF_ACCOUNTS } from './kept/accounts'
import { KEPT_OF_BOOKINGS } from './kept/bookings'
import { KEPT_OF_PARTICIPATION } from './kept/participation'
import type { Retention } from './kept/retention'

export type { Retention, RetentionTopic } from './kept/retention'

/**
 * Every stored field that says something about a person. The timer does what stands here (`cloudfunctions/lib/privacy`), the
 * privacy page says it, and a test compares both with what is stored.
 */
export const RETENTION: readonly Retention[] = [...KEPT_OF_BOOKINGS, ...KEPT_OF_PARTICIPATION, ...KEPT_OF_ACCOUNTS]
