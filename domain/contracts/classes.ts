import * as v from 'valibot'
import type { RatingSum } from '../bookings/rating'
import { category, cursor, date, id } from './fields'
import { route } from './route'
import type { BookingView, CentreView, MemberChoice, OfferingView, Page, SessionCard } from './views'

/** The page of a class. */
export interface ClassView {
  now: number
  offering: OfferingView
  centre: CentreView
  /** Upcoming sessions, soonest first, at most 30. */
  sessions: SessionCard[]
  /** The account's members, each with the reason if not eligible for the class. */
  members: MemberChoice[]
  /** What those say who came; null: nobody has rated it. */
  rating: RatingSum | null
  /** Children of other accounts that this one cares for; absent: none. */
  cared?: { careId: string; nickname: string }[]
  /** The account's upcoming bookings of this class. */
  bookings: BookingView[]
}

const years = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120))

/** Routes of classes. */
export const classRoutes = {
  /** Upcoming sessions, soonest first, 20 per page; fewer where only those are wanted that can be booked. */
  'class.list': route<Page<SessionCard> & { now: number }>()({
    effect: 'read',
    input: v.strictObject({
      centreId: v.optional(id),
      category: v.optional(category),
      /** Only this local day, or with `week` the seven days from it. */
      date: v.optional(date),
      week: v.optional(v.literal(true)),
      /** Only classes open to this age, in years. */
      age: v.optional(years),
      /** With `age`: open to this age too, the oldest of several people who come together. */
      ageTo: v.optional(years),
      /** Only what can be booked or registered for now. */
      bookable: v.optional(v.literal(true)),
      after: v.optional(cursor),
    }),
    errors: [],
  }),
  /** One class with its upcoming sessions, and which members are eligible. */
  'class.get': route<ClassView>()({
    effect: 'read',
    input: v.strictObject({ offeringId: id }),
    errors: ['OFFERING_NOT_FOUND'],
  }),
}
