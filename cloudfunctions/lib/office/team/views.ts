import type { InvitationView } from '@domain/contracts/office-team'
import { dutiesOf } from '@domain/office/roles'
import { maskName } from '@domain/people/members'
import type { InvitationDocument } from '../../kernel/store/documents'

/** An invitation for those who lead the place, as of `now` (epoch ms). */
export function invitationView(invitation: InvitationDocument, now: number): InvitationView {
  const { _id, name, role, duties, byName, at, until, used } = invitation
  return {
    id: _id,
    name,
    role,
    duties: dutiesOf(role, duties),
    by: byName === null ? null : maskName(byName),
    at,
    until,
    state: stateOf(invitation, now),
    usedAt: used?.at ?? null,
  }
}

function stateOf({ used, withdrawnAt, until }: InvitationDocument, now: number): InvitationView['state'] {
  if (used) return 'used'
  if (withdrawnAt !== null) return 'withdrawn'
  return now >= until ? 'expired' : 'open'
}
