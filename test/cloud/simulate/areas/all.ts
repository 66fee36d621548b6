import { absence } from './absence'
import type { Area } from './area'
import { ballot } from './ballot'
import { booking } from './booking'
import { canteen } from './canteen'
import { canteenGuests } from './canteen-guests'
import { canteenOnline } from './canteen-online'
import { care } from './care'
import { courses } from './courses'
import { desk } from './desk'
import { door } from './door'
import { governance } from './governance'
import { groups } from './groups'
import { honours } from './honours'
import { household } from './household'
import { judging } from './judging'
import { lead } from './lead'
import { manager } from './manager'
import { notices } from './notices'
import { office } from './office'
import { partners } from './partners'
import { points } from './points'
import { promises } from './promises'
import { reading } from './reading'
import { sizes } from './sizes'
import { socialWorkers } from './social-workers'
import { spaces } from './spaces'
import { stations } from './stations'
import { talents } from './talents'
import { volunteers } from './volunteers'
import { waitlist } from './waitlist'

/** All areas of the city. */
export const AREAS: readonly Area[] = [
  booking,
  waitlist,
  ballot,
  spaces,
  courses,
  door,
  desk,
  manager,
  office,
  lead,
  absence,
  stations,
  volunteers,
  points,
  honours,
  groups,
  partners,
  socialWorkers,
  canteen,
  canteenOnline,
  canteenGuests,
  governance,
  judging,
  talents,
  household,
  care,
  notices,
  reading,
  promises,
  sizes,
]
