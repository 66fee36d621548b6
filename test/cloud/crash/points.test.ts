import { honourScenes } from './scenes/honours'
import { pointScenes } from './scenes/points'
import { crashSuite } from './suite'

/** Points and honours. */

crashSuite(pointScenes, honourScenes)
