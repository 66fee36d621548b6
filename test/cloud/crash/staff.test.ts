import { staffScenes } from './scenes/staff'
import { crashSuite } from './suite'

crashSuite(staffScenes)
