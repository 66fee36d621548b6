import { groupScenes } from './scenes/groups'
import { crashSuite } from './suite'

crashSuite(groupScenes)
