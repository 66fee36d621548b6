import { canteenScenes, orderScenes } from './scenes/canteen'
import { relationScenes } from './scenes/relations'
import { crashSuite } from './suite'

crashSuite({ ...canteenScenes, ...orderScenes, ...relationScenes })
