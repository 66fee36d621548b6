import { canteenScenes, orderScenes } from './scenes/canteen'
import { crashSuite } from './suite'

crashSuite({ ...canteenScenes, ...orderScenes })
