import { historySuite } from './suite'
import { canteen } from './themes/canteen'

historySuite(canteen, 400)
