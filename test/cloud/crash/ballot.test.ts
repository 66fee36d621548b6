import { ballotScenes } from './scenes/ballot'
import { crashSuite } from './suite'

crashSuite(ballotScenes)
