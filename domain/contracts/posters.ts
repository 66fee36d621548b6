import * as v from 'valibot'
import { id, timestamp } from './fields'
import { route } from './route'

/** Routes for the pictures that people save and put up. */
export const posterRoutes = {
  /**
   * The mini-program code that opens a class (with `startsAt`, the session that begins then) or a station, as a data URL; null:
   * there is none, because its id is too long for one. The code of a station proves nothing about who stands at its door.
   */
  'poster.code': route<{ code: string | null }>()({
    effect: 'read',
    input: v.strictObject({ page: v.picklist(['class', 'station']), id, startsAt: v.optional(timestamp) }),
    errors: ['OFFERING_NOT_FOUND', 'STATION_NOT_FOUND'],
  }),
}
