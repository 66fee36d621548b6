import { canteenScenes, orderScenes } from './scenes/canteen'
import { guestMealScenes } from './scenes/guest-meals'
import { relationScenes } from './scenes/relations'
import { crashSuite } from './suite'

crashSuite({ ...canteenScenes, ...orderScenes, ...guestMealScenes, ...relationScenes })
