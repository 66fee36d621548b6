import { INVITATION_LASTS, sayGrant } from '@domain/office/grants'
import { changeIdOf, createdIdOf } from '../../kernel/ids'
import { note } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { CODE_LENGTH, countInvitation, requireInvitation } from './invite'
import { changesWith, invitationView } from './views'

/**
 * Makes the code of an invitation from a spreadsheet. The caller answers for it as if they had invited: at the moment of acceptance they
 * must still be allowed to, and they cannot accept it themselves. The code follows from the request, so a replay shows the same one;
 * a later code replaces it, and a late replay does not bring it back. Throws INVITATION_NOT_FOUND, INVITATION_USED, INVITATION_LIMIT.
 */
export const showInvitation: Handler<'office.showInvitation'> = async (context, { invitationId }) => {
  const { store, now, accountId } = context
  const code = createdIdOf('invitation-code', context).slice(0, CODE_LENGTH)
  const before = await requireInvitation(context, invitationId)
  note(context, { person: { id: null, name: before.name }, to: sayGrant(before) })
  if (before.used) throw new AppError('INVITATION_USED', null)
  const isListed = before.codeUntil !== undefined && before.withdrawnAt === null && now < before.until
  if (!isListed) throw new AppError('INVITATION_NOT_FOUND', null)
  const id = changeIdOf(context)
  if (!before.changes?.includes(id)) {
    await countInvitation(context)
    const shown = {
      code,
      codeUntil: Math.min(now + INVITATION_LASTS, before.until),
      by: accountId,
      byName: context.name,
      changes: changesWith(before, id),
    }
    await store.invitations.update({ _id: invitationId, used: null, withdrawnAt: null }, shown)
  }
  const invitation = await requireInvitation(context, invitationId)
  if (invitation.used) throw new AppError('INVITATION_USED', null)
  // Withdrawn, or changed by a spreadsheet since.
  if (invitation.withdrawnAt !== null || invitation.code === '') throw new AppError('INVITATION_NOT_FOUND', null)
  return { now, invitation: invitationView(invitation, now), code: invitation.code }
}
