/** What is said about the refusals that the pages of this package get; each of them loads it. */
import { ERASE_MESSAGES } from '@/cloud/erase-messages'
import { alsoSay } from '@/cloud/messages'

alsoSay(ERASE_MESSAGES)
