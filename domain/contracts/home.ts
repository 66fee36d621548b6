import * as v from 'valibot'
import { id, location } from './fields'
import { route } from './route'
import type { VisitView } from './stations'
import type { BookingView, CentreCard, StaffCentre } from './views'

export interface HomeView {
  /** The server's clock, epoch ms: phones' clocks lie. */
  now: number
  /** The chosen or nearest centre; null only when the city has none. */
  centre: CentreCard | null
  nextBooking: BookingView | null
  /** A place that is held for the person and waits for an answer, the most urgent first. */
  offer: BookingView | null
  /** The seat the person has in a rest station; null: none. */
  visit: VisitView | null
  /** Sessions of that centre with places left in the coming seven days. */
  classesThisWeek: number
  staffOf: StaffCentre[]
}

export const homeRoutes = {
  /** The first screen in one call. Without a location or choice the city's first centre is shown. */
  'home.get': route<HomeView>()({
    effect: 'read',
    input: v.strictObject({ centreId: v.optional(id), location: v.optional(location) }),
    errors: [],
  }),
}
