import { serve } from '../lib/kernel/entry'
import { residentHandlers } from './handlers'

/** The deployed `resident` function. */
export const main = serve('resident', residentHandlers)
