import type { OfficeRoute } from '@domain/contracts'
import type { Handlers } from '../lib/kernel/router/router'
import { revoke, setDuties } from '../lib/office/team/change'
import { getInvitation, invite, withdrawInvitation } from '../lib/office/team/invite'
import { getJournal } from '../lib/office/team/journal'
import { getTeam } from '../lib/office/team/team'

/** Handlers of all routes of the back office. */
export const officeHandlers: Handlers<OfficeRoute> = {
  'office.team': getTeam,
  'office.invite': invite,
  'office.invitation': getInvitation,
  'office.withdrawInvitation': withdrawInvitation,
  'office.setDuties': setDuties,
  'office.revoke': revoke,
  'office.journal': getJournal,
}
