/** What is said about the refusals that the pages of this package get; each of them loads it. */

import { alsoSay } from '@/cloud/messages'
import { PARTY_MESSAGES } from '@/cloud/party-messages'

alsoSay(PARTY_MESSAGES)
