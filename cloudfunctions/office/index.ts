import { serve } from '../lib/kernel/entry'
import { officeHandlers } from './handlers'

/** The deployed `office` function. */
export const main = serve('office', officeHandlers)
