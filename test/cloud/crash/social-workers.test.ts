import { socialWorkerScenes } from './scenes/social-workers'
import { crashSuite } from './suite'

crashSuite(socialWorkerScenes)
