import { householdScenes } from './scenes/household'
import { privacyScenes } from './scenes/privacy'
import { crashSuite } from './suite'

/** Households and their data. */

crashSuite(householdScenes, privacyScenes)
