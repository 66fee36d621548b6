/** What is said about the refusals that the pages of this package get; each of them loads it. */
import { CANTEEN_MESSAGES } from '@/cloud/canteen-messages'
import { DESK_MESSAGES } from '@/cloud/desk-messages'
import { MEAL_MESSAGES } from '@/cloud/meal-messages'
import { alsoSay, saySoToStaff } from '@/cloud/messages'
import { RELATION_MESSAGES } from '@/cloud/relation-messages'
import { STAFF_MESSAGES } from '@/cloud/staff-messages'

alsoSay(CANTEEN_MESSAGES, DESK_MESSAGES, MEAL_MESSAGES, RELATION_MESSAGES)
saySoToStaff(STAFF_MESSAGES)
