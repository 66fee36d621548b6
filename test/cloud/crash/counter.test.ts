import { counterScenes } from './scenes/counter'
import { crashSuite } from './suite'

crashSuite(counterScenes)
