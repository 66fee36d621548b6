import { deskScenes } from './scenes/desk'
import { crashSuite } from './suite'

crashSuite(deskScenes)
