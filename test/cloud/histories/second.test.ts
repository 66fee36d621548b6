import { historySuite } from './suite'

historySuite(1, 1000)
