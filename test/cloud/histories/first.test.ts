import { historySuite } from './suite'

historySuite(0, 1000)
