import { serve } from '../lib/kernel/entry'
import { staffHandlers } from './handlers'

/** The deployed `staff` function. */
export const main = serve('staff', staffHandlers)
