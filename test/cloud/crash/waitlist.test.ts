import { waitlistScenes } from './scenes/waitlist'
import { crashSuite } from './suite'

crashSuite(waitlistScenes)
