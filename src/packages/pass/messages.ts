/** What is said about the refusals that the pages of this package get; each of them loads it. */

import { alsoSay } from '@/cloud/messages'
import { PASS_MESSAGES } from '@/cloud/pass-messages'

alsoSay(PASS_MESSAGES)
