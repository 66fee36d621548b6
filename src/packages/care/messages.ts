/** What is said about the refusals that the pages of this package get; each of them loads it. */
import { CARER_MESSAGES } from '@/cloud/carer-messages'
import { alsoSay } from '@/cloud/messages'
import { PARTY_MESSAGES } from '@/cloud/party-messages'

alsoSay(CARER_MESSAGES, PARTY_MESSAGES)
