import * as v from 'valibot'
import type { Pack } from '../checkin/pack'
import { id } from './fields'
import { route } from './route'

/** A staff member's phone without network: what it takes along, and what it brings back. */
export const staffOfflineRoutes = {
  /** The day's roster for a phone: verifies codes of today at this centre, and nothing else. */
  'staff.pack': route<{ now: number; pack: Pack }>()({
    effect: 'read',
    role: 'staff',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
}
