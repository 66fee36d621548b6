import type { Scenes } from '../stage'
import { ballotScenes } from './ballot'
import { bookingScenes } from './bookings'
import { canteenScenes } from './canteen'
import { careScenes } from './cares'
import { centreScenes } from './centres'
import { contestScenes } from './contest'
import { counterScenes } from './counter'
import { deskScenes } from './desk'
import { doorScenes } from './door'
import { governanceScenes } from './governance'
import { groupScenes } from './groups'
import { guestMealScenes } from './guest-meals'
import { honourScenes } from './honours'
import { householdScenes } from './household'
import { noShowScenes } from './noshows'
import { officeScenes } from './office'
import { partnerScenes } from './partners'
import { paymentScenes } from './payments'
import { pointScenes } from './points'
import { privacyScenes } from './privacy'
import { relationScenes } from './relations'
import { seriesScenes } from './series'
import { socialWorkerScenes } from './social-workers'
import { spaceScenes } from './spaces'
import { staffScenes } from './staff'
import { starScenes } from './stars'
import { stationScenes } from './stations'
import { timetableScenes } from './timetable'
import { volunteerScenes } from './volunteers'
import { waitlistScenes } from './waitlist'

/** All scenes; `complete.test.ts` checks that every write route has one. */
export const allScenes: Scenes = {
  ...ballotScenes,
  ...bookingScenes,
  ...canteenScenes,
  ...careScenes,
  ...centreScenes,
  ...counterScenes,
  ...deskScenes,
  ...doorScenes,
  ...governanceScenes,
  ...groupScenes,
  ...honourScenes,
  ...guestMealScenes,
  ...householdScenes,
  ...noShowScenes,
  ...officeScenes,
  ...timetableScenes,
  ...seriesScenes,
  ...spaceScenes,
  ...partnerScenes,
  ...paymentScenes,
  ...pointScenes,
  ...privacyScenes,
  ...relationScenes,
  ...staffScenes,
  ...starScenes,
  ...contestScenes,
  ...stationScenes,
  ...socialWorkerScenes,
  ...volunteerScenes,
  ...waitlistScenes,
}
