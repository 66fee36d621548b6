/** What is said about the refusals that the pages of this package get; each of them loads it. */
import { DESK_MESSAGES } from '@/cloud/desk-messages'
import { alsoSay, saySoToStaff } from '@/cloud/messages'
import { OFFICE_MESSAGES } from '@/cloud/office-messages'
import { PARTY_MESSAGES } from '@/cloud/party-messages'
import { STAFF_MESSAGES } from '@/cloud/staff-messages'

alsoSay(DESK_MESSAGES, OFFICE_MESSAGES, PARTY_MESSAGES)
saySoToStaff(STAFF_MESSAGES)
