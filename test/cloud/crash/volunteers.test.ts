import { volunteerScenes } from './scenes/volunteers'
import { crashSuite } from './suite'

crashSuite(volunteerScenes)
