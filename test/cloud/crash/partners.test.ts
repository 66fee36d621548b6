import { partnerScenes } from './scenes/partners'
import { crashSuite } from './suite'

crashSuite(partnerScenes)
