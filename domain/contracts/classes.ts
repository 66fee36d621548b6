import * as v from 'valibot'
import { category, cursor, date, id } from './fields'
import { route } from './route'
import type { BookingView, CentreView, MemberChoice, OfferingView, Page, SessionCard } from './views'

export interface ClassView {
  now: number
  offering: OfferingView
  centre: CentreView
  /** Sessions to come, soonest first, at most 30. */
  sessions: SessionCard[]
  /** Everybody the account may book for, with the reason when the class is not for them. */
  members: MemberChoice[]
  /** The account's confirmed bookings of these sessions. */
  bookings: BookingView[]
}

export const classRoutes = {
  /** Sessions to come, soonest first, twenty a page. */
  'class.list': route<Page<SessionCard> & { now: number }>()({
    effect: 'read',
    input: v.strictObject({
      centreId: v.optional(id),
      category: v.optional(category),
      /** Only this local day. */
      date: v.optional(date),
      /** Only classes that take a person of this age, in years. */
      age: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120))),
      after: v.optional(cursor),
    }),
    errors: [],
  }),
  /** One class: its sessions to come, and who of the household may come. */
  'class.get': route<ClassView>()({
    effect: 'read',
    input: v.strictObject({ offeringId: id }),
    errors: ['OFFERING_NOT_FOUND'],
  }),
}
