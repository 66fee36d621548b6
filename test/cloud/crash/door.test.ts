import { doorScenes } from './scenes/door'
import { crashSuite } from './suite'

crashSuite(doorScenes)
