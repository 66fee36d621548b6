import * as v from 'valibot'
import type { RatingSum } from '../bookings/rating'
import { id } from './fields'
import { route } from './route'

/** What somebody who came gave; not who it was. */
export interface RatingRow {
  title: string
  /** The session. */
  startsAt: number
  stars: number
  /** Empty: they wrote nothing. */
  line: string
  ratedAt: number
}

/** Routes of ratings for those who work at a centre. */
export const officeRatingRoutes = {
  /** The latest ratings of a centre, at most 100, and what all of them say together; names are not shown. */
  'office.ratings': route<{ now: number; sum: RatingSum | null; ratings: RatingRow[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id }),
    errors: [],
  }),
}
