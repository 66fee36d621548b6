import { seriesScenes } from './scenes/series'
import { crashSuite } from './suite'

crashSuite(seriesScenes)
