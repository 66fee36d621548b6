/** What is said about the refusals that the pages of this package get; each of them loads it. */
import { CONTEST_MESSAGES } from '@/cloud/contest-messages'
import { DESK_MESSAGES } from '@/cloud/desk-messages'
import { GOVERNANCE_MESSAGES } from '@/cloud/governance-messages'
import { GROUP_MESSAGES } from '@/cloud/group-messages'
import { alsoSay, saySoToStaff } from '@/cloud/messages'
import { OFFICE_MESSAGES } from '@/cloud/office-messages'
import { POINT_MESSAGES } from '@/cloud/point-messages'
import { STAFF_MESSAGES } from '@/cloud/staff-messages'
import { STAR_MESSAGES } from '@/cloud/star-messages'
import { VOLUNTEER_MESSAGES } from '@/cloud/volunteer-messages'

alsoSay(
  CONTEST_MESSAGES,
  DESK_MESSAGES,
  GOVERNANCE_MESSAGES,
  GROUP_MESSAGES,
  OFFICE_MESSAGES,
  POINT_MESSAGES,
  STAR_MESSAGES,
  VOLUNTEER_MESSAGES,
)
saySoToStaff(STAFF_MESSAGES)
