import { deskScenes } from './scenes/desk'
import { doorScenes } from './scenes/door'
import { noShowScenes } from './scenes/noshows'
import { staffScenes } from './scenes/staff'
import { stationScenes } from './scenes/stations'
import { crashSuite } from './suite'

/** Who comes: the desk, the door, changes by staff, absences and stations. */

crashSuite(deskScenes, doorScenes, staffScenes, noShowScenes, stationScenes)
