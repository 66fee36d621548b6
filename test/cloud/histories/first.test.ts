import { historySuite } from './suite'
import { ballots } from './themes/ballot'
import { waitlist } from './themes/waitlist'

historySuite(waitlist, 550)
historySuite(ballots, 450)
