import { centreScenes } from './scenes/centres'
import { crashSuite } from './suite'

crashSuite(centreScenes)
