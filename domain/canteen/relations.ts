import { MINUTE } from '../time'

/** How long a code that lets somebody order counts, ms. */
export const RELATION_CODE_LASTS = 10 * MINUTE

/** For so many people somebody orders at most, and so many order for one. */
export const RELATIONS_MAX = 8
