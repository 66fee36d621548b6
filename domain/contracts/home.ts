import * as v from 'valibot'
import { id, location } from './fields'
import { route } from './route'
import type { StationCard, VisitView } from './stations'
import type { BookingView, CentreCard, StaffCentre, StaffOffice } from './views'

/** The home screen. */
export interface HomeView {
  /** The server's clock, epoch ms; phone clocks are unreliable. */
  now: number
  /** The chosen or nearest centre; null only when the city has none. */
  centre: CentreCard | null
  nextBooking: BookingView | null
  /** An open offer that waits for an answer, the most urgent one. */
  offer: BookingView | null
  /** The person's seat in a rest station; null: none. */
  visit: VisitView | null
  /** The nearest station that is open with a free seat, otherwise the nearest; without a location, of that centre. Null: none. */
  station: StationCard | null
  /** Classes of that centre with free places in the next seven days. */
  classesThisWeek: number
  staffOf: StaffCentre[]
  officeOf: StaffOffice[]
}

/** Routes of the home screen. */
export const homeRoutes = {
  /** The home screen in one call. Without a location or a chosen centre, the first centre of the city. */
  'home.get': route<HomeView>()({
    effect: 'read',
    input: v.strictObject({ centreId: v.optional(id), location: v.optional(location) }),
    errors: [],
  }),
}
