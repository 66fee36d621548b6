import { governanceScenes } from './scenes/governance'
import { crashSuite } from './suite'

crashSuite(governanceScenes)
