import * as v from 'valibot'
import { id, location } from './fields'
import { route } from './route'
import type { CentreCard, CentreView, SessionCard } from './views'

export const centreRoutes = {
  /** Centres, nearest first when a location is given, else in the city's order; by county when asked. At most 100. */
  'centre.list': route<{ now: number; counties: string[]; centres: CentreCard[] }>()({
    effect: 'read',
    input: v.strictObject({
      location: v.optional(location),
      county: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
    }),
    errors: [],
  }),
  /** One centre and its next sessions. */
  'centre.get': route<{ now: number; centre: CentreView; sessions: SessionCard[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, location: v.optional(location) }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
}
