import { timetableScenes } from './scenes/timetable'
import { crashSuite } from './suite'

crashSuite(timetableScenes)
