import { officeScenes } from './scenes/office'
import { crashSuite } from './suite'

crashSuite(officeScenes)
