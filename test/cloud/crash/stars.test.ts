import { starScenes } from './scenes/stars'
import { crashSuite } from './suite'

crashSuite(starScenes)
