import { householdScenes } from './scenes/household'
import { crashSuite } from './suite'

crashSuite(householdScenes)
