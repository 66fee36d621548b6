import { contestScenes } from './scenes/contest'
import { crashSuite } from './suite'

crashSuite(contestScenes)
