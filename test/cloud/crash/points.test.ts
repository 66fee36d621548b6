import { pointScenes } from './scenes/points'
import { crashSuite } from './suite'

crashSuite(pointScenes)
