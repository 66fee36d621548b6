import { stationScenes } from './scenes/stations'
import { crashSuite } from './suite'

crashSuite(stationScenes)
