import { honourScenes } from './scenes/honours'
import { crashSuite } from './suite'

crashSuite(honourScenes)
