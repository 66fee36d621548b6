import type { InvitationView } from '@domain/contracts/office-team'
import { dutiesOf } from '@domain/office/roles'
import { maskName } from '@domain/people/members'
import type { InvitationDocument } from '../../kernel/store/documents'

/** An invitation for those who lead the place, as of `now` (epoch ms). */
export function invitationView(invitation: InvitationDocument, now: number): InvitationView {
  const { _id, name, role, duties, byName, at, used } = invitation
  const state = stateOf(invitation, now)
  return {
    id: _id,
    name,
    role,
    duties: dutiesOf(role, duties),
    by: byName === null ? null : maskName(byName),
    at,
    until: state === 'listed' ? invitation.until : codeUntilOf(invitation),
    state,
    isListed: invitation.codeUntil !== undefined,
    usedAt: used?.at ?? null,
  }
}

/** Until when the code of an invitation is good, epoch ms. */
export function codeUntilOf({ codeUntil, until }: InvitationDocument): number {
  return codeUntil ?? until
}

/** What ends with an invitation from a spreadsheet: nobody is expected any more, and its name is kept no longer than others. */
export function endOf({ codeUntil }: InvitationDocument, now: number): { until?: number } {
  return codeUntil === undefined ? {} : { until: now }
}

/** Changes that are remembered to recognise late replays. */
const KEPT = 20

/** The changes of an invitation from a spreadsheet, with one more. */
export function changesWith({ changes = [] }: Pick<InvitationDocument, 'changes'>, id: string): string[] {
  return [...changes.filter(other => other !== id), id].slice(-KEPT)
}

function stateOf({ used, withdrawnAt, until, codeUntil }: InvitationDocument, now: number): InvitationView['state'] {
  if (used) return 'used'
  if (withdrawnAt !== null) return 'withdrawn'
  if (now >= until) return 'expired'
  return codeUntil === undefined || now < codeUntil ? 'open' : 'listed'
}
