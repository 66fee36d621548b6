import { careScenes } from './scenes/cares'
import { crashSuite } from './suite'

crashSuite(careScenes)
