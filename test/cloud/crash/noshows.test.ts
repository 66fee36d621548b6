import { noShowScenes } from './scenes/noshows'
import { crashSuite } from './suite'

crashSuite(noShowScenes)
