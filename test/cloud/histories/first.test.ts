import { historySuite } from './suite'
import { ballots } from './themes/ballot'
import { waitlist } from './themes/waitlist'

historySuite(waitlist, 500)
historySuite(ballots, 450)
