import { ballotScenes } from './scenes/ballot'
import { bookingScenes } from './scenes/bookings'
import { careScenes } from './scenes/cares'
import { seriesScenes } from './scenes/series'
import { spaceScenes, spanScenes } from './scenes/spaces'
import { waitlistScenes } from './scenes/waitlist'
import { crashSuite } from './suite'

/** Bookings in all their forms. */

crashSuite(bookingScenes, seriesScenes, ballotScenes, waitlistScenes, spaceScenes, spanScenes, careScenes)
