import { serve } from '../lib/kernel/entry'
import { staffHandlers } from './handlers'

/** The deployed function. */
export const main = serve('staff', staffHandlers)
