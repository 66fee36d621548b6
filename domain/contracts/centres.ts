import * as v from 'valibot'
import { id, location } from './fields'
import { route } from './route'
import type { CentreCard, CentreView, SessionCard } from './views'

/** Routes of centres. */
export const centreRoutes = {
  /** Centres, at most 100: nearest first with a location, otherwise in the city's order; optionally of one county. */
  'centre.list': route<{ now: number; counties: string[]; centres: CentreCard[] }>()({
    effect: 'read',
    input: v.strictObject({
      location: v.optional(location),
      county: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
    }),
    errors: [],
  }),
  /** One centre with its next sessions. */
  'centre.get': route<{ now: number; centre: CentreView; sessions: SessionCard[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, location: v.optional(location) }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
}
