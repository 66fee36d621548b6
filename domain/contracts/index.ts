import type { InferInput, InferOutput } from 'valibot'
import type { COMMON_ERRORS } from '../errors'
import { ballotRoutes } from './ballot'
import { bookingRoutes } from './bookings'
import { careRoutes } from './cares'
import { centreRoutes } from './centres'
import { classRoutes } from './classes'
import { contestRoutes } from './contest'
import { doorRoutes } from './door'
import { findRoutes } from './find'
import { groupRoutes } from './groups'
import { homeRoutes } from './home'
import { honourRoutes } from './honours'
import { interestRoutes } from './interests'
import { invitationRoutes } from './invitations'
import { meRoutes } from './me'
import { mealRoutes } from './meals'
import { needRoutes } from './needs'
import { noShowRoutes } from './noshows'
import { officeCentreRoutes } from './office-centres'
import { officeContestRoutes } from './office-contest'
import { officeDayRoutes } from './office-day'
import { officeGroupRoutes } from './office-groups'
import { officeHonourRoutes } from './office-honours'
import { officeImportRoutes } from './office-import'
import { officeNeedRoutes } from './office-needs'
import { officeOfferingRoutes } from './office-offerings'
import { officePartnerRoutes } from './office-partners'
import { officePointRoutes } from './office-points'
import { officeRatingRoutes } from './office-ratings'
import { officeStarRoutes } from './office-stars'
import { officeTeamRoutes } from './office-team'
import { officeTimetableRoutes } from './office-timetable'
import { officeTopicRoutes } from './office-topics'
import { officeVolunteerRoutes } from './office-volunteers'
import { officeWantRoutes } from './office-wants'
import { officeWatchRoutes } from './office-watch'
import { officeWorkerRoutes } from './office-workers'
import { passRoutes } from './passes'
import { paymentRoutes } from './payments'
import { pointRoutes } from './points'
import { posterRoutes } from './posters'
import { projectRoutes } from './projects'
import { relationRoutes } from './relations'
import { repeatedRoutes } from './repeated'
import type { RouteSpec } from './route'
import { seriesRoutes } from './series'
import { spaceRoutes, staffSpaceRoutes } from './spaces'
import { staffRoutes } from './staff'
import { staffCanteenRoutes } from './staff-canteen'
import { staffCounterRoutes } from './staff-counter'
import { staffDeskRoutes } from './staff-desk'
import { staffGuestMealRoutes } from './staff-guest-meals'
import { staffMealRoutes } from './staff-meals'
import { staffMenuRoutes } from './staff-menus'
import { staffOfflineRoutes } from './staff-offline'
import { staffPointRoutes } from './staff-points'
import { staffRoundRoutes } from './staff-rounds'
import { staffSessionRoutes } from './staff-sessions'
import { staffStationRoutes } from './staff-stations'
import { staffTopicRoutes } from './staff-topics'
import { staffVolunteerRoutes } from './staff-volunteers'
import { stationRoutes } from './stations'
import { topicRoutes } from './topics'
import { volunteerRoutes } from './volunteers'
import { waitlistRoutes } from './waitlist'

/** All routes. A new area is a file beside this one and a line here. */
export const routes = {
  ...homeRoutes,
  ...findRoutes,
  ...centreRoutes,
  ...classRoutes,
  ...posterRoutes,
  ...meRoutes,
  ...interestRoutes,
  ...careRoutes,
  ...bookingRoutes,
  ...passRoutes,
  ...seriesRoutes,
  ...spaceRoutes,
  ...waitlistRoutes,
  ...ballotRoutes,
  ...noShowRoutes,
  ...mealRoutes,
  ...paymentRoutes,
  ...relationRoutes,
  ...repeatedRoutes,
  ...staffMealRoutes,
  ...staffCounterRoutes,
  ...staffGuestMealRoutes,
  ...staffRoundRoutes,
  ...staffMenuRoutes,
  ...staffCanteenRoutes,
  ...pointRoutes,
  ...staffPointRoutes,
  ...officePointRoutes,
  ...honourRoutes,
  ...officeHonourRoutes,
  ...needRoutes,
  ...officeNeedRoutes,
  ...volunteerRoutes,
  ...staffVolunteerRoutes,
  ...officeVolunteerRoutes,
  ...officeWorkerRoutes,
  ...groupRoutes,
  ...officeGroupRoutes,
  ...officePartnerRoutes,
  ...officeWantRoutes,
  ...topicRoutes,
  ...staffTopicRoutes,
  ...officeTopicRoutes,
  ...projectRoutes,
  ...doorRoutes,
  ...staffRoutes,
  ...staffDeskRoutes,
  ...staffSessionRoutes,
  ...staffSpaceRoutes,
  ...staffOfflineRoutes,
  ...stationRoutes,
  ...staffStationRoutes,
  ...invitationRoutes,
  ...officeTeamRoutes,
  ...officeOfferingRoutes,
  ...officeTimetableRoutes,
  ...officeDayRoutes,
  ...officeImportRoutes,
  ...officeCentreRoutes,
  ...officeWatchRoutes,
  ...officeRatingRoutes,
  ...officeStarRoutes,
  ...contestRoutes,
  ...officeContestRoutes,
}

export type Routes = typeof routes
export type RouteName = keyof Routes

/** The input as a caller passes it. */
export type RouteInput<Name extends RouteName> = InferInput<Routes[Name]['input']>
/** The parsed input that a use-case gets. */
export type ParsedInput<Name extends RouteName> = InferOutput<Routes[Name]['input']>
/** The output of a route. */
export type RouteOutput<Name extends RouteName> =
  Routes[Name] extends RouteSpec<infer _Input, infer Output, infer _Code> ? Output : never
/** The codes this route may return. */
export type RouteError<Name extends RouteName> = Routes[Name]['errors'][number] | (typeof COMMON_ERRORS)[number]

/** Routes of daily work at a centre, which need a role; the `staff` function serves them. */
export type StaffRoute = Extract<RouteName, `staff.${string}`>
/** Routes of the back office, which need a role; the `office` function serves them. */
export type OfficeRoute = Extract<RouteName, `office.${string}`>
/** Routes that anybody may call; the `resident` function serves them. */
export type ResidentRoute = Exclude<RouteName, StaffRoute | OfficeRoute>
