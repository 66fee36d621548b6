import { privacyScenes } from './scenes/privacy'
import { crashSuite } from './suite'

crashSuite(privacyScenes)
