import { spaceScenes, spanScenes } from './scenes/spaces'
import { crashSuite } from './suite'

crashSuite({ ...spaceScenes, ...spanScenes })
