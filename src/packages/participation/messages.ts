/** What is said about the refusals that the pages of this package get; each of them loads it. */
import { GOVERNANCE_MESSAGES } from '@/cloud/governance-messages'
import { GROUP_MESSAGES } from '@/cloud/group-messages'
import { MEAL_MESSAGES } from '@/cloud/meal-messages'
import { alsoSay, saySoToStaff } from '@/cloud/messages'
import { POINT_MESSAGES } from '@/cloud/point-messages'
import { STAFF_MESSAGES } from '@/cloud/staff-messages'
import { VOLUNTEER_MESSAGES } from '@/cloud/volunteer-messages'

alsoSay(GOVERNANCE_MESSAGES, GROUP_MESSAGES, MEAL_MESSAGES, POINT_MESSAGES, VOLUNTEER_MESSAGES)
saySoToStaff(STAFF_MESSAGES)
