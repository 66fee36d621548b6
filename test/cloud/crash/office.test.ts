import { centreScenes } from './scenes/centres'
import { officeScenes } from './scenes/office'
import { timetableScenes } from './scenes/timetable'
import { crashSuite } from './suite'

/** The back office. */

crashSuite(officeScenes, centreScenes, timetableScenes)
